const Gardener = sequelize.define('Gardener', {}, { timestamps: false });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
