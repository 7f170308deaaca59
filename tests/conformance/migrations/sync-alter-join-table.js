const Cook = sequelize.define('Cook', { name: DataTypes.STRING }, { timestamps: false });
const Dish = sequelize.define('Dish', { name: DataTypes.STRING }, { timestamps: false });
Cook.belongsToMany(Dish, { through: 'Specialities', timestamps: false });
Dish.belongsToMany(Cook, { through: 'Specialities', timestamps: false });
await sequelize.sync();
await sequelize.sync({ alter: true });
