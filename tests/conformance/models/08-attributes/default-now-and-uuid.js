sequelize.define('Parcel', {
  a: { type: DataTypes.DATE, defaultValue: DataTypes.NOW },
  b: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4 },
  c: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV1, allowNull: false },
  d: { type: DataTypes.DATEONLY, defaultValue: DataTypes.NOW },
  e: { type: DataTypes.DATE, defaultValue: Sequelize.NOW, allowNull: false },
});
