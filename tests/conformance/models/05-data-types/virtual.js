sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.VIRTUAL,
  second: DataTypes.VIRTUAL(DataTypes.STRING, ['plain']),
});
