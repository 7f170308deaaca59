sequelize.define('User', { mail: DataTypes.STRING }, { tableName: 'app.users', indexes: [{ fields: ['mail'] }] });
