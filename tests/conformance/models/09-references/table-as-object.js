sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: { model: { tableName: 'Owners', schema: 'pets' }, key: 'id' } } });
