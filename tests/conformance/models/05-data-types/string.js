sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.STRING,
  second: DataTypes.STRING(40),
  third: DataTypes.STRING.BINARY,
  fourth: DataTypes.STRING(40, true),
  fifth: DataTypes.STRING(20).BINARY,
});
