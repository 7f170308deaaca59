sequelize.define('Thing', {
  plain: DataTypes.MACADDR,
  required: { type: DataTypes.MACADDR, allowNull: false },
  told: { type: DataTypes.MACADDR, unique: true, comment: 'note' },
});
