const Shelf = sequelize.define('Shelf', { code: { type: DataTypes.INTEGER, primaryKey: true } });
const Jar = sequelize.define('Jar', {});

Shelf.hasMany(Jar);
Jar.belongsTo(Shelf);
Shelf.belongsToMany(Jar, { through: 'Places', as: 'Spares' });
