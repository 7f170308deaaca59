sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.TSVECTOR, allowNull: false },
});
