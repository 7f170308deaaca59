sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.CITEXT, allowNull: false },
});
