const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { comment: 'the head\'s own' });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
