await sequelize.sync();
await sequelize.drop();
