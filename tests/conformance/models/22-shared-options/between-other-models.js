const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const Tool = sequelize.define('Tool', { holder: { type: DataTypes.INTEGER, allowNull: false } });
const options = {};
Plant.belongsTo(Gardener, options);
options.foreignKey = 'holder';
Tool.belongsTo(Gardener, options);
