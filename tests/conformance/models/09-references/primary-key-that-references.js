const Owner = sequelize.define('Owner', {});
sequelize.define('Passport', { ownerId: { type: DataTypes.INTEGER, primaryKey: true, references: { model: Owner, key: 'id' }, onDelete: 'CASCADE' } });
