const One = sequelize.define('Address', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Addresss' });
Other.hasOne(One, { as: 'firstAddress' });
