sequelize.define('BigInvoice', { customerName: DataTypes.STRING, isPaid: DataTypes.BOOLEAN }, { indexes: [{ fields: ['customerName', 'isPaid'] }] });
