const A = sequelize.define('Actor', {}, { timestamps: false });
const B = sequelize.define('Film', {}, { timestamps: false });
A.belongsToMany(B, { through: 'Roles' });
B.belongsToMany(A, { through: 'Roles' });
