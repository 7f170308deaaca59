const One = sequelize.define('Wolf', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Wolfs' });
Other.hasOne(One, { as: 'firstWolf' });
