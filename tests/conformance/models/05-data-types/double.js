sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.DOUBLE,
  second: DataTypes.DOUBLE(11),
  third: DataTypes.DOUBLE(11, 3),
  fourth: DataTypes.DOUBLE.UNSIGNED,
  fifth: DataTypes.DOUBLE(11, 3).UNSIGNED.ZEROFILL,
});
