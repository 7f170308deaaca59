await queryInterface.createTable('Folders', { id: { type: DataTypes.INTEGER, primaryKey: true }, inside: { type: DataTypes.INTEGER, references: { model: 'Folders', key: 'id' }, onDelete: 'NO ACTION' } });
await queryInterface.getForeignKeyReferencesForTable('Folders');
