sequelize.define('Thing', {
  plain: DataTypes.TINYINT,
  required: { type: DataTypes.TINYINT, allowNull: false },
  told: { type: DataTypes.TINYINT, unique: true, comment: 'note' },
});
