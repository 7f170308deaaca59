sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.DOUBLE, allowNull: false },
  second: { type: DataTypes.DOUBLE(11), allowNull: false },
  third: { type: DataTypes.DOUBLE(11, 3), allowNull: false },
  fourth: { type: DataTypes.DOUBLE.UNSIGNED, allowNull: false },
  fifth: { type: DataTypes.DOUBLE(11, 3).UNSIGNED.ZEROFILL, allowNull: false },
});
