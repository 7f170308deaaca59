sequelize.define('Thing', {
  plain: DataTypes.DECIMAL(10),
  required: { type: DataTypes.DECIMAL(10), allowNull: false },
  told: { type: DataTypes.DECIMAL(10), unique: true, comment: 'note' },
});
