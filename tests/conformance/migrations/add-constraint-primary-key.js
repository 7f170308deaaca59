await queryInterface.createTable('Pairs', { a: { type: DataTypes.INTEGER, allowNull: false }, b: { type: DataTypes.INTEGER, allowNull: false } });
await queryInterface.addConstraint('Pairs', { type: 'primary key', fields: ['a', 'b'] });
await queryInterface.describeTable('Pairs');
