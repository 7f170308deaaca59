const Person = sequelize.define('Person', { name: DataTypes.STRING }, { timestamps: false });
Person.belongsTo(Person, { as: 'parent' });
await sequelize.sync();
await sequelize.sync({ alter: true });
