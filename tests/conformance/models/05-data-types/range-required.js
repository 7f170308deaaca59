sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.RANGE, allowNull: false },
  second: { type: DataTypes.RANGE(DataTypes.INTEGER), allowNull: false },
  third: { type: DataTypes.RANGE(DataTypes.BIGINT), allowNull: false },
  fourth: { type: DataTypes.RANGE(DataTypes.DATE), allowNull: false },
  fifth: { type: DataTypes.RANGE(DataTypes.DATEONLY), allowNull: false },
  sixth: { type: DataTypes.RANGE(DataTypes.DECIMAL), allowNull: false },
});
