sequelize.define('Thing', {
  plain: DataTypes.REAL(11),
  required: { type: DataTypes.REAL(11), allowNull: false },
  told: { type: DataTypes.REAL(11), unique: true, comment: 'note' },
});
