sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.DECIMAL,
  second: DataTypes.DECIMAL(10),
  third: DataTypes.DECIMAL(10, 2),
  fourth: DataTypes.DECIMAL.UNSIGNED,
  fifth: DataTypes.DECIMAL(10, 2).UNSIGNED,
  sixth: DataTypes.DECIMAL(10, 2).ZEROFILL,
  seventh: DataTypes.NUMERIC(6, 3),
  eighth: DataTypes.DECIMAL({ precision: 8, scale: 0 }),
});
