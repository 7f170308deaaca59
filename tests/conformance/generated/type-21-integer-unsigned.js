sequelize.define('Thing', {
  plain: DataTypes.INTEGER.UNSIGNED,
  required: { type: DataTypes.INTEGER.UNSIGNED, allowNull: false },
  told: { type: DataTypes.INTEGER.UNSIGNED, unique: true, comment: 'note' },
});
