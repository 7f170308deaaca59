const One = sequelize.define('Man', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Mans' });
Other.hasOne(One, { as: 'firstMan' });
