const Owner = sequelize.define('Owner', {});
const Dog = sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, allowNull: false, references: { model: Owner, key: 'id' }, onDelete: 'CASCADE' } });
Owner.hasMany(Dog, { foreignKey: 'ownerId' });
Dog.belongsTo(Owner, { foreignKey: 'ownerId' });
