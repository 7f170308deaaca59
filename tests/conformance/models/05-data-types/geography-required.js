sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.GEOGRAPHY, allowNull: false },
  second: { type: DataTypes.GEOGRAPHY('POINT'), allowNull: false },
  third: { type: DataTypes.GEOGRAPHY('POINT', 4326), allowNull: false },
});
