sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.FLOAT, allowNull: false },
  second: { type: DataTypes.FLOAT(11), allowNull: false },
  third: { type: DataTypes.FLOAT(11, 3), allowNull: false },
  fourth: { type: DataTypes.FLOAT.UNSIGNED, allowNull: false },
  fifth: { type: DataTypes.FLOAT(11).UNSIGNED, allowNull: false },
  sixth: { type: DataTypes.FLOAT(11, 3).ZEROFILL, allowNull: false },
  seventh: { type: DataTypes.FLOAT(11, 0), allowNull: false },
});
