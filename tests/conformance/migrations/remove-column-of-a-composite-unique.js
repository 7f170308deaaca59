await queryInterface.createTable('Seats', { id: { type: DataTypes.INTEGER, primaryKey: true }, row: DataTypes.INTEGER, number: DataTypes.INTEGER, note: DataTypes.STRING }, { uniqueKeys: { seat: { fields: ['row', 'number'] } } });
await queryInterface.removeColumn('Seats', 'note');
await queryInterface.showIndex('Seats');
await queryInterface.describeTable('Seats');
