sequelize.define('Parcel', {
  a: { type: DataTypes.STRING, allowNull: true },
  b: { type: DataTypes.STRING, allowNull: false },
  c: { type: DataTypes.STRING },
});
