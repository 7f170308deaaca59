sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.VIRTUAL, allowNull: false },
  second: { type: DataTypes.VIRTUAL(DataTypes.STRING, ['plain']), allowNull: false },
});
