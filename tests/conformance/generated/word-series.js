const One = sequelize.define('Series', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Seriess' });
Other.hasOne(One, { as: 'firstSeries' });
