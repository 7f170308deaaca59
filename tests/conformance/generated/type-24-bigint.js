sequelize.define('Thing', {
  plain: DataTypes.BIGINT,
  required: { type: DataTypes.BIGINT, allowNull: false },
  told: { type: DataTypes.BIGINT, unique: true, comment: 'note' },
});
