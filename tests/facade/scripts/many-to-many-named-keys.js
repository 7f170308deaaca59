// Both sides name their foreign key and neither the other's: each takes the other's name over. A polymorphic N:M
// on top of it, with scopes, and join rows under a name of their own.
const Movie = sequelize.define('Movie', { title: DataTypes.STRING }, { timestamps: false });
const Actor = sequelize.define('Actor', { name: DataTypes.STRING }, { timestamps: false });
Movie.belongsToMany(Actor, { through: 'castings', foreignKey: 'movieId', timestamps: false });
note('before the other side', Movie.associations.Actors.otherKey);
Actor.belongsToMany(Movie, { through: 'castings', foreignKey: 'actorId', timestamps: false });
note('after it', [Movie.associations.Actors.otherKey, Actor.associations.Movies.otherKey]);

const Image = sequelize.define('Image', { title: DataTypes.STRING }, { timestamps: false });
const Label = sequelize.define('Label', { name: DataTypes.STRING, status: DataTypes.STRING }, { timestamps: false });
const Labelling = sequelize.define('Labelling', {
  labelId: { type: DataTypes.INTEGER, unique: 'one_label' },
  labelledId: { type: DataTypes.INTEGER, unique: 'one_label', references: null },
  labelledType: { type: DataTypes.STRING(20), unique: 'one_label' },
}, { timestamps: false });
const through = { model: Labelling, unique: false };
const ofImages = { through: { ...through, scope: { labelledType: 'image' } }, foreignKey: 'labelledId', constraints: false };
Image.belongsToMany(Label, ofImages);
Label.belongsToMany(Image, { through, foreignKey: 'labelId', constraints: false });
Image.belongsToMany(Label, { ...ofImages, scope: { status: 'pending' }, as: 'pendingLabels' });
note('keys', Object.values(Image.associations).map(({ as, foreignKey, otherKey }) => [as, foreignKey, otherKey]));

await sequelize.sync();
const movie = await Movie.create({ title: 'Metropolis' });
const [helm, fröhlich] = await Actor.bulkCreate([{ name: 'Helm' }, { name: 'Fröhlich' }]);
await attempt('add', () => movie.addActors([helm, fröhlich]));
await attempt('has', () => movie.hasActor(helm));
await attempt('remove', () => movie.removeActor(helm));
await attempt('set', () => movie.setActors([helm]));
await attempt('from the other side', () => helm.getMovies());
await attempt('join rows by another name', () => Movie.findAll({ include: { model: Actor, through: { as: 'casting', attributes: ['actorId'] } } }));

const image = await Image.create({ title: 'sky' });
const label = await Label.create({ name: 'blue', status: 'pending' });
await attempt('label', () => image.addLabel(label));
await attempt('labels', () => image.getLabels());
await attempt('pending labels', () => image.getPendingLabels());
await attempt('new pending label', () => image.createPendingLabel({ name: 'cloudy' }));
await attempt('images', () => label.getImages());
await attempt('both included', () => Image.findAll({ include: [Label, 'pendingLabels'], order: [['id', 'ASC'], [Label, 'id', 'ASC'], ['pendingLabels', 'id', 'ASC']] }));
await attempt('unlabel', () => image.removeLabel(label));
