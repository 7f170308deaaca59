sequelize.define('Thing', {
  plain: DataTypes.GEOMETRY('POINT'),
  required: { type: DataTypes.GEOMETRY('POINT'), allowNull: false },
  told: { type: DataTypes.GEOMETRY('POINT'), unique: true, comment: 'note' },
});
