const A = sequelize.define('Actor', {});
const B = sequelize.define('Film', {});
A.belongsToMany(B, { through: 'Roles', timestamps: false });
B.belongsToMany(A, { through: 'Roles', timestamps: false });
