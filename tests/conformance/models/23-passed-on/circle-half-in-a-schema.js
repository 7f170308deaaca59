const Team = sequelize.define('Team', {}, { schema: 'sport' });
const Player = sequelize.define('Player', {});
Team.hasMany(Player);
Team.belongsTo(Player, { as: 'captain' });
