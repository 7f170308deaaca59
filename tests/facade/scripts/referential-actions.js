// What becomes of the referencing rows, by action.
const pairs = { CASCADE: {}, 'SET NULL': {}, RESTRICT: {}, 'NO ACTION': {} };
for (const [onDelete, pair] of Object.entries(pairs)) {
  const tag = onDelete.replace(' ', '');
  pair.Box = sequelize.define(`Box${tag}`, { code: DataTypes.STRING }, { timestamps: false });
  pair.Item = sequelize.define(`Item${tag}`, { name: DataTypes.STRING }, { timestamps: false });
  pair.Box.hasMany(pair.Item, { onDelete, foreignKey: 'boxId' });
}
await sequelize.sync();
for (const [action, { Box, Item }] of Object.entries(pairs)) {
  const box = await Box.create({ code: action });
  await Item.bulkCreate([{ name: 'a', boxId: box.id }, { name: 'b', boxId: box.id }, { name: 'c' }]);
  await attempt(`${action}: destroy`, () => box.destroy());
  await attempt(`${action}: items`, () => Item.findAll({ raw: true, order: ['id'] }));
  await attempt(`${action}: new key`, () => Box.update({ id: 10 }, { where: { id: box.id } }));
  await attempt(`${action}: items follow`, () => Item.findAll({ raw: true, order: ['id'] }));
}
