const UserAccount = sequelize.define('UserAccount', { firstName: DataTypes.STRING, lastName: { type: DataTypes.STRING, field: 'LAST' } }, { underscored: true });
const LineItem = sequelize.define('LineItem', {}, { underscored: true });
UserAccount.hasMany(LineItem);
LineItem.belongsTo(UserAccount, { as: 'lastBuyer' });
UserAccount.belongsToMany(LineItem, { through: 'AccountItem', as: 'bought' });
