sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.CHAR,
  second: DataTypes.CHAR(2),
  third: DataTypes.CHAR.BINARY,
  fourth: DataTypes.CHAR(8, true),
});
