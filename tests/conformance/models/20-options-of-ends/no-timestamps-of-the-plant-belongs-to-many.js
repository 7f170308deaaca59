const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { timestamps: false });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
