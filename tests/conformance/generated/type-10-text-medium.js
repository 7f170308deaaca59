sequelize.define('Thing', {
  plain: DataTypes.TEXT('medium'),
  required: { type: DataTypes.TEXT('medium'), allowNull: false },
  told: { type: DataTypes.TEXT('medium'), unique: true, comment: 'note' },
});
