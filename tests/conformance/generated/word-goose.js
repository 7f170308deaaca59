const One = sequelize.define('Goose', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Gooses' });
Other.hasOne(One, { as: 'firstGoose' });
