sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.GEOMETRY, allowNull: false },
  second: { type: DataTypes.GEOMETRY('POINT'), allowNull: false },
  third: { type: DataTypes.GEOMETRY('POLYGON', 4326), allowNull: false },
});
