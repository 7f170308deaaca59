sequelize.define('Thing', {
  plain: DataTypes.DATE,
  required: { type: DataTypes.DATE, allowNull: false },
  told: { type: DataTypes.DATE, unique: true, comment: 'note' },
});
