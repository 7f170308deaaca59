const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { name: { singular: 'one', plural: 'many' } });

Gardener.hasOne(Plant);
