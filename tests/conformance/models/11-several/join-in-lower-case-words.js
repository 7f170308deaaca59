const artist = sequelize.define('artist', {});
const song = sequelize.define('song', {});
artist.belongsToMany(song, { through: 'artist_song' });
song.belongsToMany(artist, { through: 'artist_song' });
