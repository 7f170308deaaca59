const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const Tool = sequelize.define('Tool', {});
const options = { as: 'keeper', onDelete: 'CASCADE' };
Plant.belongsTo(Gardener, options);
Tool.belongsTo(Gardener, options);
