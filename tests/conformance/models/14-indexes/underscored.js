sequelize.define('BigInvoice', { customerName: DataTypes.STRING }, { underscored: true, indexes: [{ fields: ['customer_name'] }] });
