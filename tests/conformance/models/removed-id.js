const Log = sequelize.define('Log', { line: DataTypes.STRING });
Log.removeAttribute('id');
