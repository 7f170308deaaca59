sequelize.define('Thing', {
  plain: DataTypes.INTEGER(11),
  required: { type: DataTypes.INTEGER(11), allowNull: false },
  told: { type: DataTypes.INTEGER(11), unique: true, comment: 'note' },
});
