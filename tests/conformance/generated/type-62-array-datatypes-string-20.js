sequelize.define('Thing', {
  plain: DataTypes.ARRAY(DataTypes.STRING(20)),
  required: { type: DataTypes.ARRAY(DataTypes.STRING(20)), allowNull: false },
  told: { type: DataTypes.ARRAY(DataTypes.STRING(20)), unique: true, comment: 'note' },
});
