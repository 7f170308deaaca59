sequelize.define('Thing', {
  plain: DataTypes.CHAR.BINARY,
  required: { type: DataTypes.CHAR.BINARY, allowNull: false },
  told: { type: DataTypes.CHAR.BINARY, unique: true, comment: 'note' },
});
