const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('Performance', {});
Artist.hasMany(Performance);
Song.hasMany(Performance, { foreignKey: { allowNull: false } });
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: Performance });
