sequelize.define('Lamp', { watts: { type: DataTypes.INTEGER, defaultValue: 40, comment: 'how bright' }, isOn: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false }, label: { type: DataTypes.STRING, defaultValue: 'it\'s' } }, { timestamps: false });
await sequelize.sync();
await sequelize.sync({ alter: true });
await queryInterface.describeTable('Lamps');
