const One = sequelize.define('Data', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Datas' });
Other.hasOne(One, { as: 'firstData' });
