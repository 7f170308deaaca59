sequelize.define('Ticket', { id: { type: DataTypes.UUID, primaryKey: true }, counter: { type: DataTypes.INTEGER, autoIncrement: true, unique: true } });
