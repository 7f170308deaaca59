await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.addColumn('Gardens', 'extra', { type: DataTypes.STRING, comment: 'it\'s new' });
await queryInterface.describeTable('Gardens');
await queryInterface.getForeignKeyReferencesForTable('Gardens');
