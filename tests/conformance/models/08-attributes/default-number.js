sequelize.define('Parcel', {
  a: { type: DataTypes.INTEGER, defaultValue: 0 },
  b: { type: DataTypes.INTEGER, defaultValue: -7, allowNull: false },
  c: { type: DataTypes.FLOAT, defaultValue: 1.5 },
  d: { type: DataTypes.DECIMAL(8, 2), defaultValue: '9.90' },
  e: { type: DataTypes.BIGINT, defaultValue: '9007199254740993' },
  f: { type: DataTypes.DOUBLE, defaultValue: 1e30 },
});
