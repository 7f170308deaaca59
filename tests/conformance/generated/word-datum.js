const One = sequelize.define('Datum', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Datums' });
Other.hasOne(One, { as: 'firstDatum' });
