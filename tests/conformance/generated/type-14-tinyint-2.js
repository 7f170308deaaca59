sequelize.define('Thing', {
  plain: DataTypes.TINYINT(2),
  required: { type: DataTypes.TINYINT(2), allowNull: false },
  told: { type: DataTypes.TINYINT(2), unique: true, comment: 'note' },
});
