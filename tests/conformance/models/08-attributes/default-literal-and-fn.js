sequelize.define('Parcel', {
  a: { type: DataTypes.DATE, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') },
  b: { type: DataTypes.DATE, defaultValue: Sequelize.fn('now') },
  c: { type: DataTypes.INTEGER, defaultValue: Sequelize.literal('1 + 1'), allowNull: false },
});
