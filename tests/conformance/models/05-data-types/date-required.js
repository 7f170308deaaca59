sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.DATE, allowNull: false },
  second: { type: DataTypes.DATE(3), allowNull: false },
  third: { type: DataTypes.DATE(6), allowNull: false },
  fourth: { type: DataTypes.DATEONLY, allowNull: false },
  fifth: { type: DataTypes.TIME, allowNull: false },
});
