sequelize.define('Page', { slug: { type: DataTypes.TEXT, primaryKey: true } });
