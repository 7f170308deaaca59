const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('Performance', {
  ArtistId: { type: DataTypes.INTEGER, allowNull: false, onDelete: 'RESTRICT' },
  SongId: { type: DataTypes.INTEGER, allowNull: false },
});
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: Performance });
