const User = sequelize.define('User', {});
const Address = sequelize.define('Address', {});
User.hasOne(Address);
User.hasOne(Address, { foreignKey: 'ownerId' });
