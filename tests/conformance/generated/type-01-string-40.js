sequelize.define('Thing', {
  plain: DataTypes.STRING(40),
  required: { type: DataTypes.STRING(40), allowNull: false },
  told: { type: DataTypes.STRING(40), unique: true, comment: 'note' },
});
