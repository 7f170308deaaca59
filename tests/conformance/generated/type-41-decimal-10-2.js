sequelize.define('Thing', {
  plain: DataTypes.DECIMAL(10, 2),
  required: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
  told: { type: DataTypes.DECIMAL(10, 2), unique: true, comment: 'note' },
});
