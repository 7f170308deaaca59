sequelize.define('Thing', {
  plain: DataTypes.REAL,
  required: { type: DataTypes.REAL, allowNull: false },
  told: { type: DataTypes.REAL, unique: true, comment: 'note' },
});
