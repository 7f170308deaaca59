sequelize.define('Thing', {
  plain: DataTypes.TEXT('long'),
  required: { type: DataTypes.TEXT('long'), allowNull: false },
  told: { type: DataTypes.TEXT('long'), unique: true, comment: 'note' },
});
