// A numbered key that the program gives stays what it was given.
const Shelf = sequelize.define('Shelf', { label: DataTypes.STRING }, { timestamps: false });
await sequelize.sync();

await attempt('text', () => Shelf.create({ id: '7', label: 'text' }));
await attempt('number', () => Shelf.create({ id: 9, label: 'number' }));
await attempt('zero', () => Shelf.create({ id: 0, label: 'zero' }));
await attempt('empty', () => Shelf.create({ id: null, label: 'none' }));
await attempt('findOrCreate', () => Shelf.findOrCreate({ where: { id: '20' }, defaults: { label: 'found or made' } }));
await attempt('stored', () => Shelf.findAll({ order: ['id'] }));
