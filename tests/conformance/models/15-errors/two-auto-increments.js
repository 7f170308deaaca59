sequelize.define('User', { a: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, b: { type: DataTypes.INTEGER, autoIncrement: true } });
