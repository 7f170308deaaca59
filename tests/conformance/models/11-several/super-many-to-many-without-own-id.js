const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('Performance', { fee: DataTypes.INTEGER });
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: Performance });
Artist.hasMany(Performance);
Song.hasMany(Performance);
