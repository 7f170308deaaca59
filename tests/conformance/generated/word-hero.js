const One = sequelize.define('Hero', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Heros' });
Other.hasOne(One, { as: 'firstHero' });
