sequelize.define('Thing', {
  plain: DataTypes.MEDIUMINT(5).UNSIGNED,
  required: { type: DataTypes.MEDIUMINT(5).UNSIGNED, allowNull: false },
  told: { type: DataTypes.MEDIUMINT(5).UNSIGNED, unique: true, comment: 'note' },
});
