sequelize.define('Thing', {
  plain: DataTypes.ARRAY(DataTypes.DECIMAL(6, 2)),
  required: { type: DataTypes.ARRAY(DataTypes.DECIMAL(6, 2)), allowNull: false },
  told: { type: DataTypes.ARRAY(DataTypes.DECIMAL(6, 2)), unique: true, comment: 'note' },
});
