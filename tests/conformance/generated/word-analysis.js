const One = sequelize.define('Analysis', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Analysiss' });
Other.hasOne(One, { as: 'firstAnalysis' });
