await queryInterface.createTable('Votes', { voter: { type: DataTypes.INTEGER, primaryKey: true }, motion: { type: DataTypes.STRING(20), primaryKey: true }, yes: DataTypes.BOOLEAN });
await queryInterface.describeTable('Votes');
await queryInterface.showIndex('Votes');
