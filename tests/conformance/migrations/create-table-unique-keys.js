await queryInterface.createTable('Seats', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  row: DataTypes.INTEGER,
  number: { type: DataTypes.INTEGER, field: 'no' },
  code: { type: DataTypes.STRING, unique: true },
  badge: { type: DataTypes.STRING, unique: 'ignored_here' },
}, { uniqueKeys: { seat: { fields: ['row', 'no'] }, off: { fields: ['code'], customIndex: false } } });
await queryInterface.showIndex('Seats');
await queryInterface.describeTable('Seats');
