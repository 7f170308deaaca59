sequelize.define('Thing', {
  plain: DataTypes.ENUM('a', 'b'),
  required: { type: DataTypes.ENUM('a', 'b'), allowNull: false },
  told: { type: DataTypes.ENUM('a', 'b'), unique: true, comment: 'note' },
});
