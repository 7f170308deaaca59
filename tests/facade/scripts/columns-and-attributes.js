// Attributes under other column names, everywhere a name can stand.
const Pet = sequelize.define('Pet', {
  petId: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, field: 'pet_id' },
  givenName: { type: DataTypes.STRING, field: 'given_name' }, weight: { type: DataTypes.FLOAT, field: 'kg' },
}, { timestamps: true, createdAt: 'born', updatedAt: false });
const Vet = sequelize.define('Vet', { fullName: DataTypes.STRING }, { underscored: true, timestamps: false });
Vet.hasMany(Pet, { foreignKey: { name: 'vetId', field: 'vet_ref' } });
Pet.belongsTo(Vet, { foreignKey: { name: 'vetId', field: 'vet_ref' } });
Pet.belongsToMany(Vet, { through: 'visits', as: 'visited', underscored: true });
await sequelize.sync();
const vet = await Vet.create({ fullName: 'Dr Ott' });
const pet = await attempt('create', () => Pet.create({ givenName: 'Bo', weight: 4.5 }));
await attempt('setVet', () => pet.setVet(vet));
await attempt('update', () => pet.update({ givenName: 'Bob', weight: 5 }));
await attempt('static update', () => Pet.update({ weight: 6 }, { where: { givenName: 'Bob' } }));
await attempt('find', () => Pet.findAll({ where: { givenName: { [Op.like]: 'B%' } }, order: [['givenName', 'ASC']], attributes: ['givenName', 'vetId'] }));
await attempt('group', () => Pet.findAll({ attributes: ['vetId', [sequelize.fn('AVG', sequelize.col('kg')), 'mean']], group: ['vet_ref'], raw: true }));
await attempt('sum', () => Pet.sum('weight'));
await attempt('increment', () => pet.increment('weight', { by: 0.5 }));
await attempt('include', () => Vet.findAll({ include: { model: Pet, where: { weight: { [Op.gt]: 1 } } } }));
await attempt('getPets', () => vet.getPets({ attributes: ['givenName'] }));
await attempt('addVisited', () => pet.addVisited(vet));
await attempt('getVisited', () => pet.getVisited());
await attempt('bulkCreate', () => Pet.bulkCreate([{ givenName: 'X', weight: 1 }, { givenName: 'Y' }]));
await attempt('findOrCreate', () => Pet.findOrCreate({ where: { givenName: 'Z' }, defaults: { weight: 9 } }));
await attempt('destroy', () => Pet.destroy({ where: { givenName: ['X', 'Y'] } }));
await attempt('reload', () => pet.reload());
