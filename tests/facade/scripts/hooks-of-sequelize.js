// Hooks of the connection, of validation and of accessors.
const seen = [];
const see = (name) => () => { seen.push(name); };
for (const type of ['beforeDefine', 'afterDefine', 'beforeBulkSync', 'afterBulkSync', 'beforeCreate', 'afterBulkUpdate', 'beforeBulkCreate', 'beforeBulkDestroy']) {
  sequelize.addHook(type, see(type));
}
const Team = sequelize.define('Team', { name: { type: DataTypes.STRING, validate: { len: [2, 9] } } }, { timestamps: false });
const Player = sequelize.define('Player', { name: DataTypes.STRING }, { timestamps: false });
Team.hasMany(Player);
Team.belongsToMany(Player, { through: 'Guests', as: 'guests', timestamps: false });
Team.addHook('validationFailed', (instance, options, error) => { seen.push('validationFailed'); error.message = `told: ${error.message}`; });
Player.addHook('beforeBulkUpdate', (options) => { seen.push(`beforeBulkUpdate ${Object.keys(options.attributes)}`); });
await sequelize.sync();
note('up to sync', seen.splice(0));
await attempt('invalid', () => Team.create({ name: 'x' }));
const team = await Team.create({ name: 'Reds' });
const players = await Player.bulkCreate([{ name: 'a' }, { name: 'b' }]);
note('created', seen.splice(0));
await team.addPlayers(players);
await team.setPlayers([players[0]]);
await team.removePlayer(players[0]);
note('hasMany', seen.splice(0));
await team.addGuest(players[0]);
await team.setGuests([players[1]]);
await team.removeGuest(players[1]);
await team.createGuest({ name: 'c' });
note('belongsToMany', seen.splice(0));
