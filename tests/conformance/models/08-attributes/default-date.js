sequelize.define('Parcel', {
  a: { type: DataTypes.DATE, defaultValue: new Date(Date.UTC(2020, 1, 29, 12, 30, 15, 250)) },
  b: { type: DataTypes.DATEONLY, defaultValue: '2021-06-30' },
  c: { type: DataTypes.TIME, defaultValue: '08:15:00' },
  d: { type: DataTypes.DATE(3), defaultValue: new Date(Date.UTC(1999, 11, 31)) },
});
