sequelize.define('Parcel', {
  a: { type: DataTypes.STRING, defaultValue: null },
  b: { type: DataTypes.INTEGER, defaultValue: null },
  c: { type: DataTypes.DATE, defaultValue: null },
});
