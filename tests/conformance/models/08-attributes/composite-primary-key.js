sequelize.define('Seat', { row: { type: DataTypes.INTEGER, primaryKey: true }, number: { type: DataTypes.INTEGER, primaryKey: true }, taken: DataTypes.BOOLEAN });
