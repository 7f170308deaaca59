const User = sequelize.define('User', {});
const Profile = sequelize.define('Profile', { userId: { type: DataTypes.INTEGER, primaryKey: true } });
User.hasOne(Profile, { foreignKey: 'userId' });
Profile.belongsTo(User, { foreignKey: 'userId' });
