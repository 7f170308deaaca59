const One = sequelize.define('Bus', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Buss' });
Other.hasOne(One, { as: 'firstBus' });
