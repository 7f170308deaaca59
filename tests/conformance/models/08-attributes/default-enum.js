sequelize.define('Parcel', {
  a: { type: DataTypes.ENUM('sent', 'lost', 'found'), defaultValue: 'sent' },
  b: { type: DataTypes.ENUM('yes', 'no'), defaultValue: 'no', allowNull: false },
});
