sequelize.define('Thing', {
  plain: DataTypes.FLOAT.UNSIGNED,
  required: { type: DataTypes.FLOAT.UNSIGNED, allowNull: false },
  told: { type: DataTypes.FLOAT.UNSIGNED, unique: true, comment: 'note' },
});
