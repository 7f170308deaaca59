const Customer = sequelize.define('Customer', {});
const Invoice = sequelize.define('Invoice', {}, { indexes: [{ fields: ['CustomerId'] }] });
Customer.hasMany(Invoice);
