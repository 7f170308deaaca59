const One = sequelize.define('person', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'persons' });
Other.hasOne(One, { as: 'firstperson' });
