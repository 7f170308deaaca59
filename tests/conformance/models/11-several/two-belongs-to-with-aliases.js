const Team = sequelize.define('Team', {});
const Match = sequelize.define('Match', {});
Match.belongsTo(Team, { as: 'Home' });
Match.belongsTo(Team, { as: 'Away' });
