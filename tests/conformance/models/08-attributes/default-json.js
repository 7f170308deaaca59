sequelize.define('Parcel', {
  a: { type: DataTypes.JSON, defaultValue: {} },
  b: { type: DataTypes.JSON, defaultValue: { size: 'L', tags: ['x', "it's"] } },
  c: { type: DataTypes.JSONB, defaultValue: [] },
});
