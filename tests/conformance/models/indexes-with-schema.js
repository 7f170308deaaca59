sequelize.define('User', { mail: DataTypes.STRING }, { schema: 'shop', indexes: [{ fields: ['mail'] }] });
