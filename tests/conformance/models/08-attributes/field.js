sequelize.define('Parcel', {
  weight: { type: DataTypes.INTEGER, field: 'weight_in_grams' },
  sentAt: { type: DataTypes.DATE, field: 'sent', allowNull: false },
});
