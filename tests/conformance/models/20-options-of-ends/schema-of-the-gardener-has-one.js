const Gardener = sequelize.define('Gardener', {}, { schema: 'garden' });
const Plant = sequelize.define('Plant', {});

Gardener.hasOne(Plant);
