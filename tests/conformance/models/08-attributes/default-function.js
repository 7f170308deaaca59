sequelize.define('Parcel', {
  a: { type: DataTypes.STRING, defaultValue: () => 'made' },
  b: { type: DataTypes.INTEGER, defaultValue() { return 5; }, allowNull: false },
});
