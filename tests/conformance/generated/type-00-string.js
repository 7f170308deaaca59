sequelize.define('Thing', {
  plain: DataTypes.STRING,
  required: { type: DataTypes.STRING, allowNull: false },
  told: { type: DataTypes.STRING, unique: true, comment: 'note' },
});
