const Team = sequelize.define('Team', {});
const Game = sequelize.define('Game', {});
Team.belongsToMany(Game, { as: 'Games', through: 'GameTeams' });
Game.belongsTo(Team, { as: 'HomeTeam', foreignKey: 'homeTeamId' });
Game.belongsTo(Team, { as: 'AwayTeam', foreignKey: 'awayTeamId' });
