sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.ARRAY(DataTypes.ENUM('red', 'green')), allowNull: false },
});
