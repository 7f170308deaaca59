sequelize.define('Thing', {
  plain: DataTypes.FLOAT(11),
  required: { type: DataTypes.FLOAT(11), allowNull: false },
  told: { type: DataTypes.FLOAT(11), unique: true, comment: 'note' },
});
