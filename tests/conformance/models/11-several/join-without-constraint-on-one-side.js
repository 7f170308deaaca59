const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
Artist.belongsToMany(Song, { through: 'Performances', constraints: false });
Song.belongsToMany(Artist, { through: 'Performances' });
