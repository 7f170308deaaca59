sequelize.define('Dog', { chipId: { type: DataTypes.INTEGER, references: { model: 'chips', key: 'number' } } });
