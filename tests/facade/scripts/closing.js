// After close() models can still be defined, and nothing can be asked.
const Door = sequelize.define('Door', {}, { timestamps: false });
await sequelize.sync();
await sequelize.close();
const Window = sequelize.define('Window', {}, { timestamps: false });
Door.hasMany(Window);
await attempt('find', () => Door.findAll());
await attempt('query', () => sequelize.query('SELECT 1'));
