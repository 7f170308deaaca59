const Gardener = sequelize.define('Gardener', {}, { comment: 'the head\'s own' });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
