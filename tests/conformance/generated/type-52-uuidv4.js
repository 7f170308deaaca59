sequelize.define('Thing', {
  plain: DataTypes.UUIDV4,
  required: { type: DataTypes.UUIDV4, allowNull: false },
  told: { type: DataTypes.UUIDV4, unique: true, comment: 'note' },
});
