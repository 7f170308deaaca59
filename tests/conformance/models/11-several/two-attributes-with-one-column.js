const Artist = sequelize.define('Artist', { name: DataTypes.STRING, alias: { type: DataTypes.TEXT, field: 'name' }, age: DataTypes.INTEGER });
const Song = sequelize.define('Song', {}, { underscored: true });
Artist.hasMany(Song, { foreignKey: 'artistId' });
Song.belongsTo(Artist, { foreignKey: 'artist_id', onDelete: 'RESTRICT' });
