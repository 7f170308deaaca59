await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.addColumn('Gardens', 'extra', { type: DataTypes.INTEGER, defaultValue: 3 });
await queryInterface.describeTable('Gardens');
await queryInterface.getForeignKeyReferencesForTable('Gardens');
