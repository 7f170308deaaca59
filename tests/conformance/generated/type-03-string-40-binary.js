sequelize.define('Thing', {
  plain: DataTypes.STRING(40).BINARY,
  required: { type: DataTypes.STRING(40).BINARY, allowNull: false },
  told: { type: DataTypes.STRING(40).BINARY, unique: true, comment: 'note' },
});
