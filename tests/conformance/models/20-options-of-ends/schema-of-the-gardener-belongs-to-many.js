const Gardener = sequelize.define('Gardener', {}, { schema: 'garden' });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
