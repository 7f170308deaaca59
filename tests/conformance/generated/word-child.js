const One = sequelize.define('Child', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Childs' });
Other.hasOne(One, { as: 'firstChild' });
