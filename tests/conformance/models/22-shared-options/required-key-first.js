const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const Tool = sequelize.define('Tool', {});
const options = { foreignKey: { allowNull: false } };
Plant.belongsTo(Gardener, options);
delete options.foreignKey;
Tool.belongsTo(Gardener, options);
