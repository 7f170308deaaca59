await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.createTable('Gates', { id: { type: DataTypes.INTEGER, primaryKey: true }, gardenId: DataTypes.INTEGER });
await queryInterface.changeColumn('Gates', 'gardenId', { type: DataTypes.INTEGER, references: { model: 'Gardens', key: 'id' }, onDelete: 'CASCADE' });
await queryInterface.getForeignKeyReferencesForTable('Gates');
await queryInterface.describeTable('Gates');
