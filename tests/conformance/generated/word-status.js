const One = sequelize.define('Status', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Statuss' });
Other.hasOne(One, { as: 'firstStatus' });
