const Harbour = sequelize.define('Harbour', { code: { type: DataTypes.STRING(5), unique: true } });
const Berth = sequelize.define('Berth', {});
Berth.belongsTo(Harbour, { targetKey: 'code', foreignKey: 'harbourCode' });
