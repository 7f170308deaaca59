const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
Gardener.hasMany(Plant, { onUpdate: 'Follow along' });
