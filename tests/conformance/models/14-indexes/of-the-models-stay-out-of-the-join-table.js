const A = sequelize.define('Album', { name: DataTypes.STRING }, { indexes: [{ fields: ['name'] }] });
const B = sequelize.define('Photo', {});
A.belongsToMany(B, { through: 'Entries' });
