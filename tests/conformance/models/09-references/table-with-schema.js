const Owner = sequelize.define('Owner', {}, { schema: 'pets' });
sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: { model: Owner, key: 'id' } } });
