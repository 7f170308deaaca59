const One = sequelize.define('user_profile', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'user_profiles' });
Other.hasOne(One, { as: 'firstuser_profile' });
