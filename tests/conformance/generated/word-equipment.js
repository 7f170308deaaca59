const One = sequelize.define('Equipment', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Equipments' });
Other.hasOne(One, { as: 'firstEquipment' });
