const Gardener = sequelize.define('Gardener', {}, { timestamps: false });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
