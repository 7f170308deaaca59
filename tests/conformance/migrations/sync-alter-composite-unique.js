sequelize.define('Seat', { row: { type: DataTypes.INTEGER, unique: 'place' }, number: { type: DataTypes.INTEGER, unique: 'place' } }, { timestamps: false });
await sequelize.sync();
await sequelize.sync({ alter: true });
await queryInterface.describeTable('Seats');
