// One row's life: build, change, save, reload, update, increment, destroy.
const Plant = sequelize.define('Plant', {
  name: DataTypes.STRING, height: { type: DataTypes.INTEGER, defaultValue: 1 }, indoor: { type: DataTypes.BOOLEAN, defaultValue: true },
  bought: DataTypes.DATE, day: DataTypes.DATEONLY, notes: DataTypes.JSON,
});
await sequelize.sync({ force: true });
const plant = Plant.build({ name: 'Fern', bought: '2020-05-06T07:08:09Z', day: '2020-05-06', unknown: 1 });
note('isNewRecord', plant.isNewRecord);
note('values', plant.dataValues);
note('changed', plant.changed());
await attempt('save', () => plant.save());
note('isNewRecord after', plant.isNewRecord);
plant.name = 'Moss';
note('changed name', [plant.changed('name'), plant.changed(), plant.previous('name'), plant.previous()]);
await attempt('save the change', () => plant.save());
await attempt('save nothing', () => plant.save());
await attempt('set many', () => plant.set({ name: 'Ivy', height: 3 }).changed());
await attempt('save some fields', () => plant.save({ fields: ['height'] }));
note('still changed', plant.changed());
await attempt('update', () => plant.update({ name: 'Palm', notes: { water: ['mon', 'fri'] } }));
await attempt('reload', () => plant.reload());
note('JSON', plant.notes.water[1]);
note('get', [plant.get('name'), plant.get({ plain: true }).height, plant.getDataValue('height')]);
await attempt('increment', () => plant.increment('height', { by: 2 }));
await attempt('height', async () => (await plant.reload()).height);
await attempt('decrement many', () => plant.decrement(['height']));
await attempt('static increment', () => Plant.increment({ height: 10 }, { where: { name: 'Palm' } }));
note('the key cannot change', plant.set('id', 99).id);
const twin = await Plant.findByPk(plant.id);
note('equals', [plant.equals(twin), plant.equalsOneOf([twin]), plant === twin]);
note('text', [String(plant), JSON.stringify(Plant.build({ name: 'Reed' }))]);
await attempt('static update', () => Plant.update({ height: 5 }, { where: { name: 'Palm' } }));
await attempt('update without where', () => Plant.update({ height: 5 }));
await attempt('update nothing', () => Plant.update({}, { where: { id: 1 } }));
await attempt('destroy without where', () => Plant.destroy());
await attempt('destroy', () => plant.destroy());
await attempt('reload a destroyed one', () => plant.reload());
await attempt('static destroy', () => Plant.destroy({ where: { id: 1 } }));
await attempt('bulkCreate', () => Plant.bulkCreate([{ name: 'A' }, { name: 'B', height: 7 }], { fields: ['name'] }));
await attempt('bulkCreate none', () => Plant.bulkCreate([]));
await attempt('truncate', () => Plant.truncate());
await attempt('upsert', () => Plant.upsert({ id: 5, name: 'C' }));
await attempt('upsert again', () => Plant.upsert({ id: 5, name: 'D' }));
await attempt('after', () => Plant.findAll({ attributes: ['id', 'name', 'height'] }));
