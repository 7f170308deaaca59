sequelize.define('User', {}, { schema: 'people' });
sequelize.define('Task', { userId: { type: DataTypes.INTEGER, references: { model: 'Users', key: 'id' } } }, { schema: 'people' });
