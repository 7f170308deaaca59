const Account = sequelize.define('Account', {}, { schema: 'bank' });
const Owner = sequelize.define('Owner', {}, { schema: 'people' });
Account.belongsToMany(Owner, { through: 'Ownerships' });
Owner.belongsToMany(Account, { through: 'Ownerships' });
