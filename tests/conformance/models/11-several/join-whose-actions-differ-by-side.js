const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
Artist.belongsToMany(Song, { through: 'Performances', onDelete: 'RESTRICT' });
Song.belongsToMany(Artist, { through: 'Performances', onDelete: 'SET NULL', onUpdate: 'NO ACTION' });
