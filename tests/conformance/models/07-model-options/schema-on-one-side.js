const Account = sequelize.define('Account', {}, { schema: 'bank' });
const Visit = sequelize.define('Visit', {});
Visit.belongsTo(Account);
