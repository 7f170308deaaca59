sequelize.define('Account', { kind: DataTypes.ENUM('giro', 'savings'), iban: DataTypes.STRING }, { schema: 'bank', indexes: [{ fields: ['iban'] }] });
