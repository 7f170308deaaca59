const Series = sequelize.define('Series', { trainer_id: { type: DataTypes.INTEGER, references: 'Trainers', referencesKey: 'id' } });
