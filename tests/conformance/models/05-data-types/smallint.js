sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.SMALLINT,
  second: DataTypes.SMALLINT(4),
  third: DataTypes.SMALLINT.UNSIGNED,
  fourth: DataTypes.SMALLINT(4).ZEROFILL,
  fifth: DataTypes.SMALLINT.UNSIGNED.ZEROFILL,
});
