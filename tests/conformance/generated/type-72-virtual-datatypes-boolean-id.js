sequelize.define('Thing', {
  plain: DataTypes.VIRTUAL(DataTypes.BOOLEAN, ['id']),
  required: { type: DataTypes.VIRTUAL(DataTypes.BOOLEAN, ['id']), allowNull: false },
  told: { type: DataTypes.VIRTUAL(DataTypes.BOOLEAN, ['id']), unique: true, comment: 'note' },
});
