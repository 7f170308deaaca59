const names = ['Child', 'Mouse', 'Goose', 'Foot', 'Tooth', 'Ox', 'Man', 'Woman', 'Datum', 'Criterion'];
const Shelf = sequelize.define('Shelf', {});
for (const name of names) Shelf.hasMany(sequelize.define(name, {}));
