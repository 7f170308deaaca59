sequelize.define('Thing', {
  plain: DataTypes.DECIMAL,
  required: { type: DataTypes.DECIMAL, allowNull: false },
  told: { type: DataTypes.DECIMAL, unique: true, comment: 'note' },
});
