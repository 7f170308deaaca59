sequelize.define('Thing', {
  plain: DataTypes.ENUM(['it\'s', 'b c']),
  required: { type: DataTypes.ENUM(['it\'s', 'b c']), allowNull: false },
  told: { type: DataTypes.ENUM(['it\'s', 'b c']), unique: true, comment: 'note' },
});
