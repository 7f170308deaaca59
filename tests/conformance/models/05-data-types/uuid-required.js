sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.UUID, allowNull: false },
});
