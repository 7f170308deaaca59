sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.REAL, allowNull: false },
  second: { type: DataTypes.REAL(11), allowNull: false },
  third: { type: DataTypes.REAL(11, 3), allowNull: false },
  fourth: { type: DataTypes.REAL.UNSIGNED, allowNull: false },
  fifth: { type: DataTypes.REAL(11, 3).UNSIGNED.ZEROFILL, allowNull: false },
});
