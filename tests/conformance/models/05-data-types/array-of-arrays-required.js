sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)), allowNull: false },
});
