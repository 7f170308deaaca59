sequelize.define('Thing', {
  plain: DataTypes.DOUBLE.UNSIGNED,
  required: { type: DataTypes.DOUBLE.UNSIGNED, allowNull: false },
  told: { type: DataTypes.DOUBLE.UNSIGNED, unique: true, comment: 'note' },
});
