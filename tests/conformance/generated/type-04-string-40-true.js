sequelize.define('Thing', {
  plain: DataTypes.STRING(40, true),
  required: { type: DataTypes.STRING(40, true), allowNull: false },
  told: { type: DataTypes.STRING(40, true), unique: true, comment: 'note' },
});
