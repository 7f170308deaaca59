sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.CITEXT,
});
