sequelize.define('Thing', {
  plain: DataTypes.DECIMAL(10, 2).UNSIGNED,
  required: { type: DataTypes.DECIMAL(10, 2).UNSIGNED, allowNull: false },
  told: { type: DataTypes.DECIMAL(10, 2).UNSIGNED, unique: true, comment: 'note' },
});
