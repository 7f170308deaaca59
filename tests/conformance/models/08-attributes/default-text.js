sequelize.define('Parcel', {
  a: { type: DataTypes.STRING, defaultValue: 'small' },
  b: { type: DataTypes.STRING, defaultValue: '' },
  c: { type: DataTypes.STRING, defaultValue: "it's \"here\" \\ there\n" },
  d: { type: DataTypes.TEXT, defaultValue: 'long' },
  e: { type: DataTypes.CHAR(3), defaultValue: 'abc', allowNull: false },
});
