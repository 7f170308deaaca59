const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
const Entry = sequelize.define('Entry', { position: DataTypes.INTEGER }, { indexes: [{ fields: ['position'] }] });
A.belongsToMany(B, { through: Entry });
