sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.JSON,
});
