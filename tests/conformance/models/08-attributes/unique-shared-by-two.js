sequelize.define('Parcel', {
  country: { type: DataTypes.CHAR(2), unique: 'where_and_what' },
  code: { type: DataTypes.STRING, unique: 'where_and_what' },
});
