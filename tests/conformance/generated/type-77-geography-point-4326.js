sequelize.define('Thing', {
  plain: DataTypes.GEOGRAPHY('POINT', 4326),
  required: { type: DataTypes.GEOGRAPHY('POINT', 4326), allowNull: false },
  told: { type: DataTypes.GEOGRAPHY('POINT', 4326), unique: true, comment: 'note' },
});
