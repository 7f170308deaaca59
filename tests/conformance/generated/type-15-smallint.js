sequelize.define('Thing', {
  plain: DataTypes.SMALLINT,
  required: { type: DataTypes.SMALLINT, allowNull: false },
  told: { type: DataTypes.SMALLINT, unique: true, comment: 'note' },
});
