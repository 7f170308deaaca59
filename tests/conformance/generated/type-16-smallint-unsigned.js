sequelize.define('Thing', {
  plain: DataTypes.SMALLINT.UNSIGNED,
  required: { type: DataTypes.SMALLINT.UNSIGNED, allowNull: false },
  told: { type: DataTypes.SMALLINT.UNSIGNED, unique: true, comment: 'note' },
});
