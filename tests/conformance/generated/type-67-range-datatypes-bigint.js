sequelize.define('Thing', {
  plain: DataTypes.RANGE(DataTypes.BIGINT),
  required: { type: DataTypes.RANGE(DataTypes.BIGINT), allowNull: false },
  told: { type: DataTypes.RANGE(DataTypes.BIGINT), unique: true, comment: 'note' },
});
