sequelize.define('Thing', {
  plain: DataTypes.NOW,
  required: { type: DataTypes.NOW, allowNull: false },
  told: { type: DataTypes.NOW, unique: true, comment: 'note' },
});
