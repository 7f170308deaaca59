const URL = sequelize.define('URL', {});
const API = sequelize.define('API', {});
API.hasMany(URL);
URL.belongsTo(API);
