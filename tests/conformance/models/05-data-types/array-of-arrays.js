sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)),
});
