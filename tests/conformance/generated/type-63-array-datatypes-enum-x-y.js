sequelize.define('Thing', {
  plain: DataTypes.ARRAY(DataTypes.ENUM('x', 'y')),
  required: { type: DataTypes.ARRAY(DataTypes.ENUM('x', 'y')), allowNull: false },
  told: { type: DataTypes.ARRAY(DataTypes.ENUM('x', 'y')), unique: true, comment: 'note' },
});
