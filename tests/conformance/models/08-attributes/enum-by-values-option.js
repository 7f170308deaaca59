sequelize.define('Parcel', {
  size: { type: DataTypes.ENUM, values: ['S', 'M', 'L'], defaultValue: 'M' },
});
