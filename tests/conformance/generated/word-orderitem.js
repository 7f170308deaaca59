const One = sequelize.define('OrderItem', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'OrderItems' });
Other.hasOne(One, { as: 'firstOrderItem' });
