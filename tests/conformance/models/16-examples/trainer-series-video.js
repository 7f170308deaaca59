const Trainer = sequelize.define('Trainer', { first_name: DataTypes.STRING, last_name: DataTypes.STRING });
const Series = sequelize.define('Series', { title: DataTypes.STRING, trainer_id: { type: DataTypes.INTEGER, references: { model: 'Trainers', key: 'id' } } });
const Video = sequelize.define('Video', { title: DataTypes.STRING, sequence: DataTypes.INTEGER, series_id: { type: DataTypes.INTEGER, references: { model: Series, key: 'id' } } });
Series.hasOne(Video, { foreignKey: 'series_id' });
Trainer.hasMany(Series, { foreignKey: 'trainer_id' });
