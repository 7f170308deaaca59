sequelize.define('Thing', {
  plain: DataTypes.REAL(11, 12),
  required: { type: DataTypes.REAL(11, 12), allowNull: false },
  told: { type: DataTypes.REAL(11, 12), unique: true, comment: 'note' },
});
