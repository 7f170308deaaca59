sequelize.define('Thing', {
  plain: DataTypes.UUID,
  required: { type: DataTypes.UUID, allowNull: false },
  told: { type: DataTypes.UUID, unique: true, comment: 'note' },
});
