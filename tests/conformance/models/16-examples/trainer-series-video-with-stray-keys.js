const Trainer = sequelize.define('Trainer', {});
const Series = sequelize.define('Series', { trainer_id: { type: DataTypes.INTEGER, references: { model: 'Trainers', key: 'id' } } });
const Video = sequelize.define('Video', { series_id: { type: DataTypes.INTEGER, references: { model: Series, key: 'id' } } });
Series.hasOne(Video);
Trainer.hasMany(Series);
