sequelize.define('Thing', {
  plain: DataTypes.CITEXT,
  required: { type: DataTypes.CITEXT, allowNull: false },
  told: { type: DataTypes.CITEXT, unique: true, comment: 'note' },
});
