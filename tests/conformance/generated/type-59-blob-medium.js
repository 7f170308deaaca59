sequelize.define('Thing', {
  plain: DataTypes.BLOB('medium'),
  required: { type: DataTypes.BLOB('medium'), allowNull: false },
  told: { type: DataTypes.BLOB('medium'), unique: true, comment: 'note' },
});
