const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('ArtistSong', { isEncore: DataTypes.BOOLEAN }, { tableName: 'artist_songs', underscored: true, timestamps: false });
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: Performance });
