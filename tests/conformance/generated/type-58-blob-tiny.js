sequelize.define('Thing', {
  plain: DataTypes.BLOB('tiny'),
  required: { type: DataTypes.BLOB('tiny'), allowNull: false },
  told: { type: DataTypes.BLOB('tiny'), unique: true, comment: 'note' },
});
