// Eager loading: nested, filtered, ordered, limited, required or not.
const Country = sequelize.define('Country', { name: DataTypes.STRING }, { timestamps: false });
const City = sequelize.define('City', { name: DataTypes.STRING, people: DataTypes.INTEGER }, { timestamps: false });
const Museum = sequelize.define('Museum', { name: DataTypes.STRING, free: DataTypes.BOOLEAN }, { timestamps: false });
Country.hasMany(City);
City.belongsTo(Country);
City.hasMany(Museum);
Museum.belongsTo(City);
await sequelize.sync();
const [north, south] = await Country.bulkCreate([{ name: 'North' }, { name: 'South' }]);
const [port, hill] = await City.bulkCreate([{ name: 'Port', people: 90, CountryId: 1 }, { name: 'Hill', people: 10, CountryId: 1 }]);
await Museum.bulkCreate([
  { name: 'Ships', free: true, CityId: 1 }, { name: 'Stamps', free: false, CityId: 1 }, { name: 'Stones', free: true, CityId: 2 },
]);
await attempt('one level', () => Country.findAll({ include: City, order: ['id', [City, 'id']] }));
await attempt('two levels', () => Country.findAll({ include: { model: City, include: Museum }, order: ['id', [City, 'id'], [City, Museum, 'id']] }));
await attempt('where makes it required', () => Country.findAll({ include: { model: City, where: { people: { [Op.gte]: 50 } } } }));
await attempt('where, not required', () => Country.findAll({ include: { model: City, required: false, where: { people: 1 } } }));
await attempt('attributes', () => City.findAll({ attributes: ['name'], include: { model: Museum, attributes: ['name'] } }));
await attempt('no attributes', () => City.findAll({ include: { model: Museum, attributes: [] }, attributes: ['name'] }));
await attempt('order by an included column', () => City.findAll({ include: Museum, order: [['name', 'ASC'], [Museum, 'name', 'DESC']] }));
await attempt('limit with many', () => Country.findAll({ include: City, limit: 1, order: [['id', 'DESC']] }));
await attempt('belongsTo', () => Museum.findAll({ include: { model: City, include: Country }, order: ['id'] }));
await attempt('separate', () => Country.findAll({ include: { model: City, separate: true, order: [['name', 'ASC']] } }));
await attempt('by key', () => Country.findByPk(1, { include: [City] }));
await attempt('count with include', () => Country.count({ include: City, distinct: true }));
await attempt('findAndCountAll', () => City.findAndCountAll({ include: Museum, limit: 1, order: ['id', [Museum, 'id', 'ASC']] }));
await attempt('all', () => City.findAll({ include: { all: true } }));
await attempt('nested column in where', () => City.findAll({ include: Museum, where: { '$Museums.free$': true } }));
await attempt('raw', () => City.findAll({ include: Country, raw: true, order: ['id'] }));
await attempt('raw and nest', () => City.findAll({ include: Country, raw: true, nest: true, order: ['id'] }));
await attempt('not associated', () => Country.findAll({ include: Museum }));
await attempt('not a model', () => Country.findAll({ include: 7 }));
