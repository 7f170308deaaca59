sequelize.define('Thing', {
  plain: DataTypes.RANGE(DataTypes.DATEONLY),
  required: { type: DataTypes.RANGE(DataTypes.DATEONLY), allowNull: false },
  told: { type: DataTypes.RANGE(DataTypes.DATEONLY), unique: true, comment: 'note' },
});
