sequelize.define('Thing', {
  plain: DataTypes.GEOGRAPHY,
  required: { type: DataTypes.GEOGRAPHY, allowNull: false },
  told: { type: DataTypes.GEOGRAPHY, unique: true, comment: 'note' },
});
