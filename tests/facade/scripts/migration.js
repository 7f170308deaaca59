// A migration's own calls, by table and column.
await attempt('createTable', () => queryInterface.createTable('Trees', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false },
  kind: { type: DataTypes.STRING, allowNull: false },
}));
await attempt('createTable with a key', () => queryInterface.createTable('Leaves', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  treeId: { type: DataTypes.INTEGER, references: { model: 'Trees', key: 'id' }, onDelete: 'CASCADE' },
}));
await attempt('addColumn', () => queryInterface.addColumn('Leaves', 'colour', { type: DataTypes.STRING, defaultValue: 'green' }));
await attempt('addIndex', () => queryInterface.addIndex('Leaves', ['colour']));
await attempt('bulkInsert', () => queryInterface.bulkInsert('Trees', [{ kind: 'oak' }, { kind: 'elm' }]));
await attempt('bulkInsert leaves', () => queryInterface.bulkInsert('Leaves', [{ treeId: 1 }, { treeId: 1, colour: 'red' }]));
await attempt('select', () => sequelize.query('SELECT * FROM Leaves ORDER BY id', { type: QueryTypes.SELECT }));
await attempt('bulkDelete', () => queryInterface.bulkDelete('Trees', { kind: 'oak' }));
await attempt('select after', () => sequelize.query('SELECT COUNT(*) AS n FROM Leaves', { type: QueryTypes.SELECT, plain: true }));
await attempt('removeColumn', () => queryInterface.removeColumn('Leaves', 'colour'));
await attempt('dropTable', () => queryInterface.dropTable('Leaves'));
await attempt('showAllTables', () => queryInterface.showAllTables());
await attempt('describeTable', () => queryInterface.describeTable('Trees'));
