sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.INTEGER, allowNull: false },
  second: { type: DataTypes.INTEGER(11), allowNull: false },
  third: { type: DataTypes.INTEGER.UNSIGNED, allowNull: false },
  fourth: { type: DataTypes.INTEGER.ZEROFILL, allowNull: false },
  fifth: { type: DataTypes.INTEGER(9).UNSIGNED, allowNull: false },
  sixth: { type: DataTypes.INTEGER(9).ZEROFILL.UNSIGNED, allowNull: false },
});
