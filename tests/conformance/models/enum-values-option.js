sequelize.define('User', { mood: { type: DataTypes.ENUM, values: ['up', 'down'], defaultValue: 'up' } });
