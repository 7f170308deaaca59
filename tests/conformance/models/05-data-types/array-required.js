sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.ARRAY(DataTypes.INTEGER), allowNull: false },
  second: { type: DataTypes.ARRAY(DataTypes.STRING(12)), allowNull: false },
  third: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
  fourth: { type: DataTypes.ARRAY(DataTypes.DECIMAL(6, 2)), allowNull: false },
});
