const Team = sequelize.define('Team', {});
const Match = sequelize.define('Match', {});
Team.hasOne(Match, { as: 'HomeMatch', foreignKey: 'homeTeamId' });
Team.hasOne(Match, { as: 'AwayMatch', foreignKey: 'awayTeamId' });
Match.belongsTo(Team);
