const Gardener = sequelize.define('Gardener', {}, { comment: 'the head\'s own' });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
