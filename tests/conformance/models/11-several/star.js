const Hub = sequelize.define('Hub', {});
for (const name of ['North', 'East', 'South', 'West']) Hub.hasMany(sequelize.define(name, {}));
