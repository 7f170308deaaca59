const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { timestamps: false });

Gardener.hasMany(Plant);
