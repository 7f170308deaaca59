sequelize.define('Parcel', {
  a: { type: DataTypes.TEXT, defaultValue: 'none' },
  b: { type: DataTypes.BLOB, defaultValue: 'none' },
  c: { type: DataTypes.TEXT('long'), defaultValue: 'none', allowNull: false },
});
