await queryInterface.createTable({ tableName: 'Rooms', schema: 'house' }, { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.tableExists({ tableName: 'Rooms', schema: 'house' });
await queryInterface.addColumn({ tableName: 'Rooms', schema: 'house' }, 'size', DataTypes.INTEGER);
await queryInterface.addIndex({ tableName: 'Rooms', schema: 'house' }, ['size']);
await queryInterface.showIndex({ tableName: 'Rooms', schema: 'house' });
await queryInterface.dropTable({ tableName: 'Rooms', schema: 'house' });
