const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
Song.belongsTo(Artist, { as: 'Composer' });
Artist.hasMany(Song, { foreignKey: 'ComposerId', as: 'Works' });
Artist.belongsToMany(Song, { through: 'Performances', as: 'Repertoire' });
Song.belongsToMany(Artist, { through: 'Performances', as: 'Performers' });
