const One = sequelize.define('News', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Newss' });
Other.hasOne(One, { as: 'firstNews' });
