const Gardener = sequelize.define('Gardener', {}, { schema: 'garden' });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
