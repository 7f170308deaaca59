const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { comment: 'the head\'s own' });

Plant.belongsTo(Gardener);
