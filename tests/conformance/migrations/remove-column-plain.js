await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.removeColumn('Gardens', 'name');
await queryInterface.describeTable('Gardens');
