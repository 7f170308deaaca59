sequelize.define('Thing', {
  plain: DataTypes.FLOAT,
  required: { type: DataTypes.FLOAT, allowNull: false },
  told: { type: DataTypes.FLOAT, unique: true, comment: 'note' },
});
