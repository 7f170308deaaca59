sequelize.define('Thing', {
  plain: DataTypes.TEXT,
  required: { type: DataTypes.TEXT, allowNull: false },
  told: { type: DataTypes.TEXT, unique: true, comment: 'note' },
});
