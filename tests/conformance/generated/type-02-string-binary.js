sequelize.define('Thing', {
  plain: DataTypes.STRING.BINARY,
  required: { type: DataTypes.STRING.BINARY, allowNull: false },
  told: { type: DataTypes.STRING.BINARY, unique: true, comment: 'note' },
});
