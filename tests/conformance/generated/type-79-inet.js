sequelize.define('Thing', {
  plain: DataTypes.INET,
  required: { type: DataTypes.INET, allowNull: false },
  told: { type: DataTypes.INET, unique: true, comment: 'note' },
});
