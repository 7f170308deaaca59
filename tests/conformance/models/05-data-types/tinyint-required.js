sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.TINYINT, allowNull: false },
  second: { type: DataTypes.TINYINT(1), allowNull: false },
  third: { type: DataTypes.TINYINT.UNSIGNED, allowNull: false },
  fourth: { type: DataTypes.TINYINT.ZEROFILL, allowNull: false },
  fifth: { type: DataTypes.TINYINT(2).UNSIGNED.ZEROFILL, allowNull: false },
});
