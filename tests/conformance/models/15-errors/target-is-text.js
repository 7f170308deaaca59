const A = sequelize.define('Album', {});
A.belongsToMany('Photo', { through: 'Entries' });
