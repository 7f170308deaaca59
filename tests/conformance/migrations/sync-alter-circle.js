const Team = sequelize.define('Team', {}, { timestamps: false });
const Player = sequelize.define('Player', {}, { timestamps: false });
Team.hasMany(Player, { constraints: true });
Team.belongsTo(Player, { as: 'captain', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
await sequelize.sync();
await sequelize.sync({ alter: true });
