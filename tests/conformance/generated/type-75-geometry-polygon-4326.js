sequelize.define('Thing', {
  plain: DataTypes.GEOMETRY('POLYGON', 4326),
  required: { type: DataTypes.GEOMETRY('POLYGON', 4326), allowNull: false },
  told: { type: DataTypes.GEOMETRY('POLYGON', 4326), unique: true, comment: 'note' },
});
