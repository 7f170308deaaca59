sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.MEDIUMINT,
  second: DataTypes.MEDIUMINT(6),
  third: DataTypes.MEDIUMINT.UNSIGNED,
  fourth: DataTypes.MEDIUMINT(6).ZEROFILL,
});
