await queryInterface.createTable('Owners', { id: { type: DataTypes.INTEGER, primaryKey: true } });
await queryInterface.createTable('Pets', { id: { type: DataTypes.INTEGER, primaryKey: true }, ownerId: { type: DataTypes.INTEGER, references: { model: 'Owners', key: 'id', deferrable: Sequelize.Deferrable.INITIALLY_DEFERRED } } });
await queryInterface.getForeignKeyReferencesForTable('Pets');
