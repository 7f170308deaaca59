sequelize.define('Star', { id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true } }).hasMany(sequelize.define('Planet', { id: { type: DataTypes.SMALLINT, primaryKey: true, autoIncrement: true } }));
sequelize.define('Moon', { id: { type: DataTypes.INTEGER.UNSIGNED, primaryKey: true, autoIncrement: true } });
