const Film = sequelize.define('Film', {}, { timestamps: false });
const Actor = sequelize.define('Actor', {}, { timestamps: false });
Film.belongsToMany(Actor, { through: 'Cast', timestamps: false });
Actor.belongsToMany(Film, { through: 'Cast', timestamps: false });
