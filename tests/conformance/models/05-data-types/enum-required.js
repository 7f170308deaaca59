sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.ENUM('seed', 'sprout', 'bloom'), allowNull: false },
  second: { type: DataTypes.ENUM(['low', 'high']), allowNull: false },
  third: { type: DataTypes.ENUM({ values: ['it\'s', 'a "word"'] }), allowNull: false },
});
