sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.MEDIUMINT, allowNull: false },
  second: { type: DataTypes.MEDIUMINT(6), allowNull: false },
  third: { type: DataTypes.MEDIUMINT.UNSIGNED, allowNull: false },
  fourth: { type: DataTypes.MEDIUMINT(6).ZEROFILL, allowNull: false },
});
