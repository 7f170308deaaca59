const One = sequelize.define('Photo', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Photos' });
Other.hasOne(One, { as: 'firstPhoto' });
