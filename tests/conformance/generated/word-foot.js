const One = sequelize.define('Foot', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Foots' });
Other.hasOne(One, { as: 'firstFoot' });
