sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.ARRAY(DataTypes.ENUM('red', 'green')),
});
