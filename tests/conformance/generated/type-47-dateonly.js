sequelize.define('Thing', {
  plain: DataTypes.DATEONLY,
  required: { type: DataTypes.DATEONLY, allowNull: false },
  told: { type: DataTypes.DATEONLY, unique: true, comment: 'note' },
});
