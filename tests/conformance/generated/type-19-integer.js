sequelize.define('Thing', {
  plain: DataTypes.INTEGER,
  required: { type: DataTypes.INTEGER, allowNull: false },
  told: { type: DataTypes.INTEGER, unique: true, comment: 'note' },
});
