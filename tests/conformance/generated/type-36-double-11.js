sequelize.define('Thing', {
  plain: DataTypes.DOUBLE(11),
  required: { type: DataTypes.DOUBLE(11), allowNull: false },
  told: { type: DataTypes.DOUBLE(11), unique: true, comment: 'note' },
});
