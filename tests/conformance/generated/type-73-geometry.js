sequelize.define('Thing', {
  plain: DataTypes.GEOMETRY,
  required: { type: DataTypes.GEOMETRY, allowNull: false },
  told: { type: DataTypes.GEOMETRY, unique: true, comment: 'note' },
});
