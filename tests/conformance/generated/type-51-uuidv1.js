sequelize.define('Thing', {
  plain: DataTypes.UUIDV1,
  required: { type: DataTypes.UUIDV1, allowNull: false },
  told: { type: DataTypes.UUIDV1, unique: true, comment: 'note' },
});
