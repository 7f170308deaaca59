const User = sequelize.define('User', {});
const Profile = sequelize.define('Profile', {});
const Grant = sequelize.define('Grant', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false }, selfGranted: DataTypes.BOOLEAN });
User.belongsToMany(Profile, { through: Grant });
Profile.belongsToMany(User, { through: Grant });
User.hasMany(Grant);
Grant.belongsTo(User);
Profile.hasMany(Grant);
Grant.belongsTo(Profile);
