const One = sequelize.define('Sheep', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Sheeps' });
Other.hasOne(One, { as: 'firstSheep' });
