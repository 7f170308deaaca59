sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.GEOGRAPHY,
  second: DataTypes.GEOGRAPHY('POINT'),
  third: DataTypes.GEOGRAPHY('POINT', 4326),
});
