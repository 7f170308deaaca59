sequelize.define('Thing', {
  plain: DataTypes.DOUBLE(11, 10),
  required: { type: DataTypes.DOUBLE(11, 10), allowNull: false },
  told: { type: DataTypes.DOUBLE(11, 10), unique: true, comment: 'note' },
});
