sequelize.define('Thing', {
  plain: DataTypes.DOUBLE,
  required: { type: DataTypes.DOUBLE, allowNull: false },
  told: { type: DataTypes.DOUBLE, unique: true, comment: 'note' },
});
