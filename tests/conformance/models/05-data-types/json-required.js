sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.JSON, allowNull: false },
});
