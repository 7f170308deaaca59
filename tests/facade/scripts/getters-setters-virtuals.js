// Getters, setters and virtual attributes.
const Person = sequelize.define('Person', {
  first: { type: DataTypes.STRING, get() { const raw = this.getDataValue('first'); return raw && raw.toUpperCase(); } },
  last: { type: DataTypes.STRING, set(value) { this.setDataValue('last', value.trim()); } },
  full: {
    type: DataTypes.VIRTUAL(DataTypes.STRING, ['first', 'last']),
    get() { return `${this.first} ${this.last}`; },
    set() { throw new Error('full is computed'); },
  },
  tags: { type: DataTypes.STRING, get() { return (this.getDataValue('tags') ?? '').split(';'); }, set(list) { this.setDataValue('tags', list.join(';')); } },
}, { timestamps: false, getterMethods: { initials() { return this.first[0] + this.last[0]; } } });
await sequelize.sync();
const person = await Person.create({ first: 'ada', last: '  Byron ', tags: ['a', 'b'] });
note('read', [person.first, person.last, person.full, person.tags, person.initials]);
note('stored', person.dataValues);
note('get', person.get());
note('toJSON', person.toJSON());
await attempt('set a computed one', () => { person.full = 'x'; });
await attempt('find', async () => (await Person.findOne()).get({ plain: true }));
await attempt('find the virtual', () => Person.findOne({ attributes: ['full'] }));
await attempt('set', () => { person.last = ' King '; return person.changed(); });
await attempt('save', () => person.save());
