sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.RANGE,
  second: DataTypes.RANGE(DataTypes.INTEGER),
  third: DataTypes.RANGE(DataTypes.BIGINT),
  fourth: DataTypes.RANGE(DataTypes.DATE),
  fifth: DataTypes.RANGE(DataTypes.DATEONLY),
  sixth: DataTypes.RANGE(DataTypes.DECIMAL),
});
