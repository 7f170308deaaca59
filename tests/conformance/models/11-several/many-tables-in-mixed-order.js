const models = ['Echo', 'Alpha', 'Delta', 'Bravo', 'Charlie'].map((name) => sequelize.define(name, {}));
const [echo, alpha, delta, bravo, charlie] = models;
echo.belongsTo(bravo);
delta.belongsTo(charlie);
alpha.belongsTo(delta);
bravo.belongsTo(charlie);
echo.belongsTo(alpha);
