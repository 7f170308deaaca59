sequelize.define('Thing', {
  plain: DataTypes.BLOB('long'),
  required: { type: DataTypes.BLOB('long'), allowNull: false },
  told: { type: DataTypes.BLOB('long'), unique: true, comment: 'note' },
});
