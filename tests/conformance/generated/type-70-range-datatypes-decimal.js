sequelize.define('Thing', {
  plain: DataTypes.RANGE(DataTypes.DECIMAL),
  required: { type: DataTypes.RANGE(DataTypes.DECIMAL), allowNull: false },
  told: { type: DataTypes.RANGE(DataTypes.DECIMAL), unique: true, comment: 'note' },
});
