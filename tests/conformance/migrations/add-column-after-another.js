await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.addColumn('Gardens', 'extra', { type: DataTypes.STRING, after: 'id' });
await queryInterface.addColumn('Gardens', 'other', { type: DataTypes.STRING, first: true });
