sequelize.define('Thing', {
  plain: DataTypes.BIGINT(20),
  required: { type: DataTypes.BIGINT(20), allowNull: false },
  told: { type: DataTypes.BIGINT(20), unique: true, comment: 'note' },
});
