sequelize.define('Thing', {
  plain: DataTypes.TSVECTOR,
  required: { type: DataTypes.TSVECTOR, allowNull: false },
  told: { type: DataTypes.TSVECTOR, unique: true, comment: 'note' },
});
