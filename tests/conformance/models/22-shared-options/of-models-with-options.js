const Gardener = sequelize.define('Gardener', {}, { underscored: true, tableName: 'people' });
const Plant = sequelize.define('Plant', {}, { paranoid: true, schema: 'green' });
const Tool = sequelize.define('Tool', {}, { timestamps: false });
const options = {};
Plant.belongsTo(Gardener, options);
Tool.belongsTo(Gardener, options);
Gardener.hasMany(Tool, options);
