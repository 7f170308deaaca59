const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { schema: 'garden' });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
