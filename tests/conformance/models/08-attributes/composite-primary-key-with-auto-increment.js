sequelize.define('Seat', { row: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, number: { type: DataTypes.STRING(4), primaryKey: true } });
