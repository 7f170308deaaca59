const One = sequelize.define('Criterion', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Criterions' });
Other.hasOne(One, { as: 'firstCriterion' });
