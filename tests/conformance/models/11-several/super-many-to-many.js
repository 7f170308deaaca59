const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
const Performance = sequelize.define('Performance', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true } });
Artist.belongsToMany(Song, { through: Performance });
Song.belongsToMany(Artist, { through: Performance });
Artist.hasMany(Performance);
Performance.belongsTo(Artist);
Song.hasMany(Performance);
Performance.belongsTo(Song);
