const Team = sequelize.define('Team', {}, { timestamps: false, schema: 'sport' });
const Player = sequelize.define('Player', {}, { timestamps: false, schema: 'sport' });
Team.hasMany(Player, { onDelete: 'NO ACTION' });
Team.belongsTo(Player, { as: 'captain', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
await sequelize.sync();
