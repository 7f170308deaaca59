sequelize.define('Thing', {
  plain: DataTypes.NUMERIC(8, 4),
  required: { type: DataTypes.NUMERIC(8, 4), allowNull: false },
  told: { type: DataTypes.NUMERIC(8, 4), unique: true, comment: 'note' },
});
