sequelize.define('Thing', {
  plain: DataTypes.JSONB,
  required: { type: DataTypes.JSONB, allowNull: false },
  told: { type: DataTypes.JSONB, unique: true, comment: 'note' },
});
