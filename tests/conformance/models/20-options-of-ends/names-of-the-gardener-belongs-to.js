const Gardener = sequelize.define('Gardener', {}, { name: { singular: 'one', plural: 'many' } });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
