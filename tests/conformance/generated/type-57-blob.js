sequelize.define('Thing', {
  plain: DataTypes.BLOB,
  required: { type: DataTypes.BLOB, allowNull: false },
  told: { type: DataTypes.BLOB, unique: true, comment: 'note' },
});
