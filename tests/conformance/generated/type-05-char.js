sequelize.define('Thing', {
  plain: DataTypes.CHAR,
  required: { type: DataTypes.CHAR, allowNull: false },
  told: { type: DataTypes.CHAR, unique: true, comment: 'note' },
});
