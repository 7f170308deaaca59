sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.ARRAY(DataTypes.INTEGER),
  second: DataTypes.ARRAY(DataTypes.STRING(12)),
  third: DataTypes.ARRAY(DataTypes.TEXT),
  fourth: DataTypes.ARRAY(DataTypes.DECIMAL(6, 2)),
});
