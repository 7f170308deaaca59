await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.renameColumn('Gardens', 'name', 'title');
await queryInterface.describeTable('Gardens');
