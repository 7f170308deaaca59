const Long = sequelize.define('AVeryLongModelNameThatGoesOnAndOnUntilItHitsTheLimits', {});
const Other = sequelize.define('AnotherVeryLongModelNameThatGoesOnAndOnUntilTheEnd', {});
Long.belongsToMany(Other, { through: 'AJoinTableWhoseNameIsLongerThanWhatPostgresAndMysqlWouldEverTake' });
Long.hasMany(Other);
