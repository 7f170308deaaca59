sequelize.define('Thing', {
  plain: DataTypes.TEXT('tiny'),
  required: { type: DataTypes.TEXT('tiny'), allowNull: false },
  told: { type: DataTypes.TEXT('tiny'), unique: true, comment: 'note' },
});
