sequelize.define('Owner', {});
sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: 'Owners', referencesKey: 'id' } });
