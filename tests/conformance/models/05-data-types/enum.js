sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.ENUM('seed', 'sprout', 'bloom'),
  second: DataTypes.ENUM(['low', 'high']),
  third: DataTypes.ENUM({ values: ['it\'s', 'a "word"'] }),
});
