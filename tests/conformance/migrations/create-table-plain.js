await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.describeTable('Gardens');
await queryInterface.showAllTables();
await queryInterface.tableExists('Gardens');
await queryInterface.tableExists('Nowhere');
