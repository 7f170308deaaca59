const user = sequelize.define('user', {});
const Letter = sequelize.define('Letter', { UserId: DataTypes.INTEGER });
user.hasMany(Letter);
Letter.belongsTo(user);
