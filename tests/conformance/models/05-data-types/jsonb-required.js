sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.JSONB, allowNull: false },
});
