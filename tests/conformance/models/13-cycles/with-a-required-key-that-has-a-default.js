const A = sequelize.define('A', { up: { type: DataTypes.BOOLEAN, defaultValue: true } });
const B = sequelize.define('B', { at: { type: DataTypes.DATE, defaultValue: DataTypes.NOW } });
A.belongsTo(B, { foreignKey: { name: 'bId', allowNull: false, defaultValue: 1 } });
B.belongsTo(A, { foreignKey: { name: 'aId', unique: true } });
