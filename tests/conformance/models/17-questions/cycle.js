const User = sequelize.define('User', { name: { type: DataTypes.STRING, unique: true, defaultValue: 'x' } });
const Team = sequelize.define('Team', { score: { type: DataTypes.FLOAT, defaultValue: 0 } });
Team.hasMany(User);
Team.belongsTo(User, { as: 'Captain' });
