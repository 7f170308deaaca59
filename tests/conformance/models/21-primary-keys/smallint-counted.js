const Shelf = sequelize.define('Shelf', { code: { type: DataTypes.SMALLINT, primaryKey: true, autoIncrement: true } });
const Jar = sequelize.define('Jar', {});

Shelf.hasMany(Jar);
Jar.belongsTo(Shelf);
Shelf.belongsToMany(Jar, { through: 'Places', as: 'Spares' });
