const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
Artist.belongsToMany(Song, { through: 'Performances', as: 'Performed' });
Song.belongsToMany(Artist, { through: 'Performances', as: 'Performers' });
Artist.belongsToMany(Song, { through: 'Covers', as: 'Covered' });
Song.belongsToMany(Artist, { through: 'Covers', as: 'Coverers' });
