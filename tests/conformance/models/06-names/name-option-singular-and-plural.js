const Staff = sequelize.define('Staff', {}, { name: { singular: 'employee', plural: 'staff' } });
const Desk = sequelize.define('Desk', {});
Staff.hasMany(Desk);
Desk.belongsTo(Staff);
Desk.hasMany(Staff, { foreignKey: 'deskId' });
