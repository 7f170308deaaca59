sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.STRING, allowNull: false },
  second: { type: DataTypes.STRING(40), allowNull: false },
  third: { type: DataTypes.STRING.BINARY, allowNull: false },
  fourth: { type: DataTypes.STRING(40, true), allowNull: false },
  fifth: { type: DataTypes.STRING(20).BINARY, allowNull: false },
});
