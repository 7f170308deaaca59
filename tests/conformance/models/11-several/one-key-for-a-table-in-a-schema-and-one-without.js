const Artist = sequelize.define('Artist', {}, { schema: 'stage' });
const Band = sequelize.define('Band', {});
const Song = sequelize.define('Song', {});
const Poem = sequelize.define('Poem', {});
Artist.hasMany(Song, { foreignKey: 'makerId' });
Band.hasMany(Song, { foreignKey: 'makerId', onDelete: 'CASCADE' });
Band.hasMany(Poem, { foreignKey: 'makerId' });
Artist.hasMany(Poem, { foreignKey: 'makerId' });
