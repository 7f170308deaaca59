const One = sequelize.define('Media', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Medias' });
Other.hasOne(One, { as: 'firstMedia' });
