sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.TEXT,
  second: DataTypes.TEXT('tiny'),
  third: DataTypes.TEXT('medium'),
  fourth: DataTypes.TEXT('long'),
});
