const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
B.removeAttribute('id');
A.belongsToMany(B, { through: 'Entries' });
