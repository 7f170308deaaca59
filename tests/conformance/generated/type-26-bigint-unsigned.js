sequelize.define('Thing', {
  plain: DataTypes.BIGINT.UNSIGNED,
  required: { type: DataTypes.BIGINT.UNSIGNED, allowNull: false },
  told: { type: DataTypes.BIGINT.UNSIGNED, unique: true, comment: 'note' },
});
