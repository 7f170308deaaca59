sequelize.define('Thing', {
  plain: DataTypes.CHAR(3),
  required: { type: DataTypes.CHAR(3), allowNull: false },
  told: { type: DataTypes.CHAR(3), unique: true, comment: 'note' },
});
