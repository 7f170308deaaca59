const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const Tool = sequelize.define('Tool', {});
const options = { foreignKey: { allowNull: false } };
Gardener.hasOne(Plant, options);
delete options.foreignKey;
Gardener.hasMany(Tool, options);
