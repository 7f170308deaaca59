const One = sequelize.define('Box', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Boxs' });
Other.hasOne(One, { as: 'firstBox' });
