const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Venue = sequelize.define('Venue', {});
Artist.belongsToMany(Song, { through: 'Events' });
Artist.belongsToMany(Venue, { through: 'Events' });
Song.belongsToMany(Venue, { through: 'Events' });
