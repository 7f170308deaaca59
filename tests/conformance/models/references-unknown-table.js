sequelize.define('Video', { series_id: { type: DataTypes.INTEGER, references: { model: 'Elsewhere', key: 'id' }, onDelete: 'cascade', onUpdate: 'set null' } });
