// Validators and their texts; what is thrown and what it lists.
const Account = sequelize.define('Account', {
  email: { type: DataTypes.STRING, allowNull: false, unique: true, validate: { isEmail: true } },
  nick: { type: DataTypes.STRING, validate: { len: [2, 8], is: /^[a-z]+$/i, notIn: [['admin', 'root']] } },
  age: { type: DataTypes.INTEGER, validate: { min: { args: [18], msg: 'too young' }, max: 120, isInt: true } },
  site: { type: DataTypes.STRING, validate: { isUrl: { msg: 'no address' } } },
  colour: { type: DataTypes.STRING, validate: { isIn: [['red', 'blue']], notEmpty: true } },
  even: { type: DataTypes.INTEGER, validate: { isEven(value) { if (value % 2) throw new Error('odd'); } } },
  name: { type: DataTypes.STRING, allowNull: false, validate: { notNull: { msg: 'a name, please' } } },
}, {
  validate: {
    nickIsNotName() {
      if (this.nick && this.nick === this.name) throw new Error('nick and name are the same');
    },
  },
});
await sequelize.sync();
const good = { email: 'a@b.org', name: 'Ann' };
await attempt('good', () => Account.create(good));
await attempt('all missing', () => Account.create({}));
await attempt('not an address', () => Account.create({ ...good, email: 'nobody' }));
await attempt('several', () => Account.create({ ...good, nick: 'x', age: 3, site: 'here', colour: 'green', even: 3 }));
await attempt('too old', () => Account.create({ ...good, age: 200 }));
await attempt('not whole', () => Account.create({ ...good, age: 30.5 }));
await attempt('model level', () => Account.create({ email: 'c@d.org', nick: 'Ann', name: 'Ann' }));
await attempt('an object for text', () => Account.create({ ...good, nick: {} }));
await attempt('taken', () => Account.create(good));
await attempt('not validated', () => Account.create({ ...good, email: 'oops', age: 1 }, { validate: false }));
await attempt('validate()', () => Account.build({ ...good, age: 3 }).validate());
await attempt('update', () => Account.update({ age: 3 }, { where: { id: 1 } }));
await attempt('bulkCreate does not validate', () => Account.bulkCreate([{ email: 'e@f.org', name: 'E', age: 1 }]));
await attempt('bulkCreate with validate', () => Account.bulkCreate([{ name: 'E', age: 1 }, { email: 'g@h.org', name: 'G' }], { validate: true }));
await attempt('notNull without allowNull', () => sequelize.define('Bad', { x: { type: DataTypes.STRING, validate: { notNull: true } } }));
