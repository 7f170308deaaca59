const Team = sequelize.define('Team', {});
const Match = sequelize.define('Match', {});
Team.hasMany(Match, { as: 'HomeMatches', foreignKey: 'homeTeamId' });
Team.hasMany(Match, { as: 'AwayMatches', foreignKey: 'awayTeamId' });
Match.belongsTo(Team, { as: 'Home', foreignKey: 'homeTeamId' });
Match.belongsTo(Team, { as: 'Away', foreignKey: 'awayTeamId' });
