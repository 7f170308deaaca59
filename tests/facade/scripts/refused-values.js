// Errors of constraints and validators, with the fields a program reads.
const Team = sequelize.define('Team', {
  name: { type: DataTypes.STRING(8), allowNull: false, unique: { name: 'team_name', msg: 'that name is taken' }, validate: { len: [2, 8] } },
  code: { type: DataTypes.STRING(4), unique: true }, size: { type: DataTypes.INTEGER, validate: { min: 1, max: 11 } }, mail: { type: DataTypes.STRING, validate: { isEmail: { msg: 'no address' } } },
}, { timestamps: false });
const Match = sequelize.define('Match', { round: { type: DataTypes.INTEGER, unique: 'slot' }, field: { type: DataTypes.INTEGER, unique: 'slot' } }, { timestamps: false });
Match.belongsTo(Team, { as: 'home', foreignKey: { allowNull: false } });
Team.hasMany(Match, { foreignKey: 'homeId' });
await sequelize.sync();
const team = await Team.create({ name: 'Reds', code: 'R' });
await Match.create({ round: 1, field: 1, homeId: team.id });
await attempt('unique with a message', () => Team.create({ name: 'Reds' }));
await attempt('unique', () => Team.create({ name: 'Blues', code: 'R' }));
await attempt('unique of two', () => Match.create({ round: 1, field: 1, homeId: team.id }));
await attempt('unique, by update', async () => (await Team.create({ name: 'Greens' })).update({ code: 'R' }));
await attempt('unique, by a bulk update', () => Team.update({ code: 'R' }, { where: { name: 'Greens' } }));
await attempt('primary key', () => Team.create({ id: team.id, name: 'Again' }));
await attempt('no such key', () => Match.create({ round: 2, field: 1, homeId: 77 }));
await attempt('no such key, by update', () => Match.update({ homeId: 77 }, { where: {} }));
await attempt('still referenced', () => Team.destroy({ where: { id: team.id } }));
await attempt('required by the model', () => Match.create({ round: 3, field: 1 }));
await attempt('required by the database', () => Match.create({ round: 3, field: 1 }, { validate: false }));
await attempt('several validators', () => Team.create({ name: 'x', size: 12, mail: 'none' }));
await attempt('several rows', () => Team.bulkCreate([{ name: 'Ok' }, { name: 'y' }], { validate: true }));
await attempt('a bulk that clashes', () => Team.bulkCreate([{ name: 'Ones', code: 'Z' }, { name: 'Twos', code: 'Z' }]));
await attempt('no text at all', () => Team.create({ name: { of: 'object' } }));
await attempt('what the parent says', () => Team.create({ name: 'Other', code: 'R' }).catch(({ parent, original }) => [parent === original, parent.code, parent.errno, parent.sqlState, parent.constraint, parent.table, parent.detail, parent.severity, parent.schema]));
await attempt('what a refused key says', () => Match.create({ round: 9, field: 9, homeId: 99 }).catch(({ parent }) => [parent.code, parent.errno, parent.sqlState, parent.constraint, parent.table, parent.detail]));
await attempt('what a missing value says', () => Match.create({ round: 9, field: 9 }, { validate: false }).catch(({ parent }) => [parent.code, parent.errno, parent.sqlState, parent.column, parent.table]));
