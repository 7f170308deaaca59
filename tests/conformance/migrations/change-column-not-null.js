await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.changeColumn('Gardens', 'name', { type: DataTypes.STRING, allowNull: false });
await queryInterface.describeTable('Gardens');
