sequelize.define('Thing', {
  plain: DataTypes.TIME,
  required: { type: DataTypes.TIME, allowNull: false },
  told: { type: DataTypes.TIME, unique: true, comment: 'note' },
});
