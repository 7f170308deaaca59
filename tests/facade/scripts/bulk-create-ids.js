// What bulkCreate knows of the numbers it was given, with rows skipped and rows updated.
const User = sequelize.define('User', { name: { type: DataTypes.STRING, unique: true }, age: DataTypes.INTEGER }, { timestamps: false });
await sequelize.sync({ force: true });
const ids = (users) => users.map((user) => [user.id, user.name]);
note('plain', ids(await User.bulkCreate([{ name: 'a' }, { name: 'b' }])));
note('ignored', ids(await User.bulkCreate([{ name: 'b' }, { name: 'c' }], { ignoreDuplicates: true })));
note('all ignored', ids(await User.bulkCreate([{ name: 'a' }, { name: 'b' }], { ignoreDuplicates: true })));
note('updated', ids(await User.bulkCreate([{ name: 'b', age: 3 }, { name: 'd', age: 4 }], { updateOnDuplicate: ['age'] })));
note('all updated', ids(await User.bulkCreate([{ name: 'a', age: 5 }, { name: 'b', age: 6 }], { updateOnDuplicate: ['age'] })));
note('given', ids(await User.bulkCreate([{ id: 50, name: 'e' }, { name: 'f' }])));
note('rows', await User.findAll({ raw: true, order: ['id'] }));
