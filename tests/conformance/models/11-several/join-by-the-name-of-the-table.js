const Artist = sequelize.define('Artist', {});
const Song = sequelize.define('Song', {});
sequelize.define('Performance', {});
Artist.belongsToMany(Song, { through: 'Performances' });
