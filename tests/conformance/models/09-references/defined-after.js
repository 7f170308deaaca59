sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: { model: 'Owners', key: 'id' } } });
sequelize.define('Owner', {});
