sequelize.define('Thing', {
  plain: DataTypes.RANGE(DataTypes.DATE),
  required: { type: DataTypes.RANGE(DataTypes.DATE), allowNull: false },
  told: { type: DataTypes.RANGE(DataTypes.DATE), unique: true, comment: 'note' },
});
