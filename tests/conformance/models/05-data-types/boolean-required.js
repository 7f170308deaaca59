sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.BOOLEAN, allowNull: false },
});
