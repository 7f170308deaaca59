sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.DATE,
  second: DataTypes.DATE(3),
  third: DataTypes.DATE(6),
  fourth: DataTypes.DATEONLY,
  fifth: DataTypes.TIME,
});
