const One = sequelize.define('Index', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Indexs' });
Other.hasOne(One, { as: 'firstIndex' });
