sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.DECIMAL, allowNull: false },
  second: { type: DataTypes.DECIMAL(10), allowNull: false },
  third: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
  fourth: { type: DataTypes.DECIMAL.UNSIGNED, allowNull: false },
  fifth: { type: DataTypes.DECIMAL(10, 2).UNSIGNED, allowNull: false },
  sixth: { type: DataTypes.DECIMAL(10, 2).ZEROFILL, allowNull: false },
  seventh: { type: DataTypes.NUMERIC(6, 3), allowNull: false },
  eighth: { type: DataTypes.DECIMAL({ precision: 8, scale: 0 }), allowNull: false },
});
