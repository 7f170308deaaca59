sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.CHAR, allowNull: false },
  second: { type: DataTypes.CHAR(2), allowNull: false },
  third: { type: DataTypes.CHAR.BINARY, allowNull: false },
  fourth: { type: DataTypes.CHAR(8, true), allowNull: false },
});
