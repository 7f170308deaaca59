sequelize.define('Thing', { code: { type: DataTypes.STRING, primaryKey: true }, no: { type: DataTypes.INTEGER, autoIncrement: true, unique: true } });
