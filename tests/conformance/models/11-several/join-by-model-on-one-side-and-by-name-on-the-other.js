const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('Performance', {});
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: 'Performance' });
