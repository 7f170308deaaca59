// A band has albums: every accessor of both sides, and what each gives back.
const Band = sequelize.define('Band', { name: DataTypes.STRING });
const Album = sequelize.define('Album', { title: DataTypes.STRING, year: DataTypes.INTEGER });
note('hasMany gives', Band.hasMany(Album));
note('belongsTo gives', Album.belongsTo(Band));
await sequelize.sync();

const band = await Band.create({ name: 'The Keys' });
const other = await Band.create({ name: 'The Others' });
const [first, second, third] = await Album.bulkCreate([
  { title: 'First', year: 1999 }, { title: 'Second', year: 2003 }, { title: 'Third', year: 2010 },
]);
await attempt('addAlbum', () => band.addAlbum(first));
await attempt('addAlbums', () => band.addAlbums([second, third.id]));
await attempt('getAlbums', () => band.getAlbums());
await attempt('getAlbums where', () => band.getAlbums({ where: { year: { [Op.gt]: 2000 } }, order: [['title', 'DESC']], attributes: ['id', 'title'] }));
await attempt('getAlbums raw', () => band.getAlbums({ raw: true, attributes: ['title', 'BandId'] }));
await attempt('countAlbums', () => band.countAlbums());
await attempt('countAlbums where', () => band.countAlbums({ where: { year: 1999 } }));
await attempt('hasAlbum', () => band.hasAlbum(first));
await attempt('hasAlbums', () => band.hasAlbums([first, second]));
await attempt('other hasAlbum', () => other.hasAlbum(first));
await attempt('hasAlbum by key', () => band.hasAlbum(second.id));
await attempt('setAlbums', () => band.setAlbums([third]));
await attempt('after setAlbums', () => Album.findAll({ order: ['id'], attributes: ['title', 'BandId'], raw: true }));
await attempt('removeAlbum', () => band.removeAlbum(third));
await attempt('createAlbum', () => band.createAlbum({ title: 'Fourth' }));
await attempt('setAlbums to none', () => band.setAlbums([]));
await attempt('setAlbums null', () => band.setAlbums(null));
await attempt('addAlbum of nothing', () => band.addAlbum());

await attempt('setBand', () => first.setBand(band));
await attempt('getBand', () => first.getBand());
await attempt('getBand attributes', () => first.getBand({ attributes: ['name'] }));
await attempt('setBand by key', () => first.setBand(other.id));
await attempt('the key', () => first.BandId);
await attempt('setBand null', () => first.setBand(null));
await attempt('getBand of none', () => first.getBand());
await attempt('createBand', () => second.createBand({ name: 'New' }));
note('accessors of Album', typeof first.hasBand);
