const One = sequelize.define('Toy', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Toys' });
Other.hasOne(One, { as: 'firstToy' });
