const Gardener = sequelize.define('Gardener', {}, { engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC' });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
