await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.addColumn('Gardens', 'extra', { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true });
await queryInterface.describeTable('Gardens');
await queryInterface.getForeignKeyReferencesForTable('Gardens');
