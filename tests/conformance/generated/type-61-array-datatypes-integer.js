sequelize.define('Thing', {
  plain: DataTypes.ARRAY(DataTypes.INTEGER),
  required: { type: DataTypes.ARRAY(DataTypes.INTEGER), allowNull: false },
  told: { type: DataTypes.ARRAY(DataTypes.INTEGER), unique: true, comment: 'note' },
});
