sequelize.define('Dog', { motherId: { type: DataTypes.INTEGER, references: { model: 'Dogs', key: 'id' } } });
