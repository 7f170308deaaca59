await queryInterface.createTable('Pairs', { a: { type: DataTypes.INTEGER, primaryKey: true }, b: { type: DataTypes.INTEGER, primaryKey: true } });
await queryInterface.createTable('Uses', { id: { type: DataTypes.INTEGER, primaryKey: true }, x: DataTypes.INTEGER, y: DataTypes.INTEGER });
await queryInterface.addConstraint('Uses', { type: 'foreign key', fields: ['x', 'y'], name: 'to_pair', references: { table: 'Pairs', fields: ['a', 'b'] } });
await queryInterface.getForeignKeyReferencesForTable('Uses');
