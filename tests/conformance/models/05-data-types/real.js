sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.REAL,
  second: DataTypes.REAL(11),
  third: DataTypes.REAL(11, 3),
  fourth: DataTypes.REAL.UNSIGNED,
  fifth: DataTypes.REAL(11, 3).UNSIGNED.ZEROFILL,
});
