const Series = sequelize.define('Series', {});
const Video = sequelize.define('Video', { series_id: { type: DataTypes.INTEGER, references: { model: Series, key: 'id' } } });
Series.hasMany(Video);
