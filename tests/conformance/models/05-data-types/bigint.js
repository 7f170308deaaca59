sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.BIGINT,
  second: DataTypes.BIGINT(20),
  third: DataTypes.BIGINT.UNSIGNED,
  fourth: DataTypes.BIGINT(20).ZEROFILL,
});
