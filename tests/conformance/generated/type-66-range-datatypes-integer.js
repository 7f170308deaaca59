sequelize.define('Thing', {
  plain: DataTypes.RANGE(DataTypes.INTEGER),
  required: { type: DataTypes.RANGE(DataTypes.INTEGER), allowNull: false },
  told: { type: DataTypes.RANGE(DataTypes.INTEGER), unique: true, comment: 'note' },
});
