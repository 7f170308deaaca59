sequelize.define('Parcel', {
  a: { type: DataTypes.BOOLEAN, defaultValue: true },
  b: { type: DataTypes.BOOLEAN, defaultValue: false, allowNull: false },
});
