sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.SMALLINT, allowNull: false },
  second: { type: DataTypes.SMALLINT(4), allowNull: false },
  third: { type: DataTypes.SMALLINT.UNSIGNED, allowNull: false },
  fourth: { type: DataTypes.SMALLINT(4).ZEROFILL, allowNull: false },
  fifth: { type: DataTypes.SMALLINT.UNSIGNED.ZEROFILL, allowNull: false },
});
