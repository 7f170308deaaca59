sequelize.define('Thing', {
  plain: DataTypes.VIRTUAL,
  required: { type: DataTypes.VIRTUAL, allowNull: false },
  told: { type: DataTypes.VIRTUAL, unique: true, comment: 'note' },
});
