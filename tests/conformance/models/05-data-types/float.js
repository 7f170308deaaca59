sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.FLOAT,
  second: DataTypes.FLOAT(11),
  third: DataTypes.FLOAT(11, 3),
  fourth: DataTypes.FLOAT.UNSIGNED,
  fifth: DataTypes.FLOAT(11).UNSIGNED,
  sixth: DataTypes.FLOAT(11, 3).ZEROFILL,
  seventh: DataTypes.FLOAT(11, 0),
});
