sequelize.define('Thing', {
  plain: DataTypes.FLOAT(11).ZEROFILL,
  required: { type: DataTypes.FLOAT(11).ZEROFILL, allowNull: false },
  told: { type: DataTypes.FLOAT(11).ZEROFILL, unique: true, comment: 'note' },
});
