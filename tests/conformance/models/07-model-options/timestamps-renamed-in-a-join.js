const A = sequelize.define('Actor', {}, { createdAt: 'since', updatedAt: false });
const B = sequelize.define('Film', {});
A.belongsToMany(B, { through: 'Roles' });
