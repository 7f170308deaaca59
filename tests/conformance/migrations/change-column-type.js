await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.changeColumn('Gardens', 'name', { type: DataTypes.TEXT });
await queryInterface.describeTable('Gardens');
