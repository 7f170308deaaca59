sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ name: 'lower_number', fields: [Sequelize.fn('lower', Sequelize.col('number'))] }] });
