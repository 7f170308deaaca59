const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
Artist.belongsToMany(Song, { through: 'Performances' });
Song.belongsToMany(Artist, { through: 'Gigs' });
