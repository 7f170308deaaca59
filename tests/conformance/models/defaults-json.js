sequelize.define('Thing', { a: { type: DataTypes.JSON, defaultValue: { x: [1, 'two'] } }, b: { type: DataTypes.JSON, defaultValue: [] } });
