const Owner = sequelize.define('Owner', {});
const Dog = sequelize.define('Dog', {});
Dog.belongsTo(Owner, { foreignKey: { name: 'ownerId', deferrable: Sequelize.Deferrable.INITIALLY_DEFERRED } });
