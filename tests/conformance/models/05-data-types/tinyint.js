sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.TINYINT,
  second: DataTypes.TINYINT(1),
  third: DataTypes.TINYINT.UNSIGNED,
  fourth: DataTypes.TINYINT.ZEROFILL,
  fifth: DataTypes.TINYINT(2).UNSIGNED.ZEROFILL,
});
