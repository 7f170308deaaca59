sequelize.define('Thing', {
  plain: DataTypes.JSON,
  required: { type: DataTypes.JSON, allowNull: false },
  told: { type: DataTypes.JSON, unique: true, comment: 'note' },
});
