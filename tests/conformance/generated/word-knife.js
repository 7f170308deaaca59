const One = sequelize.define('Knife', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Knifes' });
Other.hasOne(One, { as: 'firstKnife' });
