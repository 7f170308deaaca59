sequelize.define('Thing', {
  plain: DataTypes.DATE(6),
  required: { type: DataTypes.DATE(6), allowNull: false },
  told: { type: DataTypes.DATE(6), unique: true, comment: 'note' },
});
