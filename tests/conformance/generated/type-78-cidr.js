sequelize.define('Thing', {
  plain: DataTypes.CIDR,
  required: { type: DataTypes.CIDR, allowNull: false },
  told: { type: DataTypes.CIDR, unique: true, comment: 'note' },
});
