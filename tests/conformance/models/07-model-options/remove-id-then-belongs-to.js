const Log = sequelize.define('Log', { line: DataTypes.STRING });
Log.removeAttribute('id');
const User = sequelize.define('User', {});
Log.belongsTo(User);
