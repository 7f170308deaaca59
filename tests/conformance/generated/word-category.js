const One = sequelize.define('Category', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Categorys' });
Other.hasOne(One, { as: 'firstCategory' });
