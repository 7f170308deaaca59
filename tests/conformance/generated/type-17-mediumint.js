sequelize.define('Thing', {
  plain: DataTypes.MEDIUMINT,
  required: { type: DataTypes.MEDIUMINT, allowNull: false },
  told: { type: DataTypes.MEDIUMINT, unique: true, comment: 'note' },
});
