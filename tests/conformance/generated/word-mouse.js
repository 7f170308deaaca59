const One = sequelize.define('Mouse', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Mouses' });
Other.hasOne(One, { as: 'firstMouse' });
