sequelize.define('Thing', {
  plain: DataTypes.FLOAT(11, 10),
  required: { type: DataTypes.FLOAT(11, 10), allowNull: false },
  told: { type: DataTypes.FLOAT(11, 10), unique: true, comment: 'note' },
});
