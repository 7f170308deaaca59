sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.GEOMETRY,
  second: DataTypes.GEOMETRY('POINT'),
  third: DataTypes.GEOMETRY('POLYGON', 4326),
});
