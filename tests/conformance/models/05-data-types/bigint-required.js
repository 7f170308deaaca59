sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.BIGINT, allowNull: false },
  second: { type: DataTypes.BIGINT(20), allowNull: false },
  third: { type: DataTypes.BIGINT.UNSIGNED, allowNull: false },
  fourth: { type: DataTypes.BIGINT(20).ZEROFILL, allowNull: false },
});
