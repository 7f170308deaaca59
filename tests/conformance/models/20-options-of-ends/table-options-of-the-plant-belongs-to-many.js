const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC' });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
