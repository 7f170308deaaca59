// The order in which hooks run, and what they can change.
const seen = [];
const Note = sequelize.define('Note', { text: DataTypes.STRING, words: DataTypes.INTEGER }, {
  hooks: {
    beforeValidate: () => { seen.push('beforeValidate'); },
    afterValidate: () => { seen.push('afterValidate'); },
    beforeCreate(note) { seen.push('beforeCreate'); note.words = note.text.split(' ').length; },
    afterCreate: async () => { seen.push('afterCreate'); },
  },
});
for (const type of ['beforeSave', 'afterSave', 'beforeUpdate', 'afterUpdate', 'beforeDestroy', 'afterDestroy', 'beforeFind', 'afterFind',
  'beforeBulkCreate', 'afterBulkCreate', 'beforeBulkUpdate', 'afterBulkUpdate', 'beforeBulkDestroy', 'afterBulkDestroy', 'beforeCount']) {
  Note.addHook(type, () => { seen.push(type); });
}
const order = async (label, work) => {
  seen.length = 0;
  await attempt(label, work);
  note(`${label}: hooks`, [...seen]);
};
await sequelize.sync();
const first = await Note.create({ text: 'one two' });
note('changed by a hook', first.words);
await order('create', () => Note.create({ text: 'a b c' }));
await order('update', () => first.update({ text: 'three' }));
await order('find', () => Note.findOne({ order: ['id'] }));
await order('count', () => Note.count());
await order('bulkCreate', () => Note.bulkCreate([{ text: 'x' }, { text: 'y' }]));
await order('bulkCreate one by one', () => Note.bulkCreate([{ text: 'x y' }], { individualHooks: true }));
await order('bulk update', () => Note.update({ words: 9 }, { where: { id: 2 } }));
await order('bulk update one by one', () => Note.update({ words: 8 }, { where: { id: [3, 4] }, individualHooks: true }));
await order('destroy', () => first.destroy());
await order('bulk destroy', () => Note.destroy({ where: { id: 2 } }));
await order('bulk destroy one by one', () => Note.destroy({ where: { id: 3 }, individualHooks: true }));
await order('without hooks', () => Note.create({ text: 'q' }, { hooks: false }));
Note.addHook('beforeCreate', 'refuse', () => { throw new Error('not today'); });
await order('refused', () => Note.create({ text: 'z' }));
Note.removeHook('beforeCreate', 'refuse');
await order('allowed again', () => Note.create({ text: 'z' }));
note('hasHook', [Note.hasHook('beforeCreate'), Note.hasHook('beforeRestore')]);
Note.beforeUpdate((each) => { each.words = 77; });
await attempt('a hook adds a field', async () => {
  const row = await Note.findOne({ order: [['id', 'DESC']] });
  await row.update({ text: 'k' });
  return (await row.reload()).words;
});
