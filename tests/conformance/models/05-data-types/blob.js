sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.BLOB,
  second: DataTypes.BLOB('tiny'),
  third: DataTypes.BLOB('medium'),
  fourth: DataTypes.BLOB('long'),
});
