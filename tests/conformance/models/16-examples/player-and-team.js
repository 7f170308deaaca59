const Player = sequelize.define('Player', {});
const Team = sequelize.define('Team', { uuid: { type: DataTypes.UUID, primaryKey: true } });
Player.belongsTo(Team, { foreignKey: 'fk_team', targetKey: 'uuid' });
