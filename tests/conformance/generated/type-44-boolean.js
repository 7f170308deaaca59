sequelize.define('Thing', {
  plain: DataTypes.BOOLEAN,
  required: { type: DataTypes.BOOLEAN, allowNull: false },
  told: { type: DataTypes.BOOLEAN, unique: true, comment: 'note' },
});
