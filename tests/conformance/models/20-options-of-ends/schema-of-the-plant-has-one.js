const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { schema: 'garden' });

Gardener.hasOne(Plant);
