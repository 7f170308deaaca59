sequelize.define('Thing', {
  plain: DataTypes.INTEGER(5).UNSIGNED.ZEROFILL,
  required: { type: DataTypes.INTEGER(5).UNSIGNED.ZEROFILL, allowNull: false },
  told: { type: DataTypes.INTEGER(5).UNSIGNED.ZEROFILL, unique: true, comment: 'note' },
});
