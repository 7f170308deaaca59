const Account = sequelize.define('Account', {}, { schema: 'bank' });
const Payment = sequelize.define('Payment', {}, { schema: 'bank' });
Account.hasMany(Payment);
Payment.belongsTo(Account);
