sequelize.define('Thing', {
  plain: DataTypes.INTEGER(5).ZEROFILL,
  required: { type: DataTypes.INTEGER(5).ZEROFILL, allowNull: false },
  told: { type: DataTypes.INTEGER(5).ZEROFILL, unique: true, comment: 'note' },
});
