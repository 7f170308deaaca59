await queryInterface.createTable('Teams', { id: { type: DataTypes.INTEGER, primaryKey: true } });
await queryInterface.createTable('Games', {
  id: { type: DataTypes.INTEGER, primaryKey: true },
  home: { type: DataTypes.INTEGER, references: { model: 'Teams', key: 'id' }, onDelete: 'CASCADE' },
  away: { type: DataTypes.INTEGER, references: { model: 'Teams', key: 'id' }, onDelete: 'CASCADE' },
});
await queryInterface.getForeignKeyReferencesForTable('Games');
await queryInterface.removeColumn('Games', 'away');
await queryInterface.getForeignKeyReferencesForTable('Games');
