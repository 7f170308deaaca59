const One = sequelize.define('Matrix', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Matrixs' });
Other.hasOne(One, { as: 'firstMatrix' });
