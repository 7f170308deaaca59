sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.INTEGER,
  second: DataTypes.INTEGER(11),
  third: DataTypes.INTEGER.UNSIGNED,
  fourth: DataTypes.INTEGER.ZEROFILL,
  fifth: DataTypes.INTEGER(9).UNSIGNED,
  sixth: DataTypes.INTEGER(9).ZEROFILL.UNSIGNED,
});
