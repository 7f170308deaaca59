sequelize.define('Owner', {});
sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: { model: 'Owners', key: 'id' } } });
