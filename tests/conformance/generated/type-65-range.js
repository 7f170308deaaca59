sequelize.define('Thing', {
  plain: DataTypes.RANGE,
  required: { type: DataTypes.RANGE, allowNull: false },
  told: { type: DataTypes.RANGE, unique: true, comment: 'note' },
});
