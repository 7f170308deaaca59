sequelize.define('Thing', { a: { type: DataTypes.STRING, comment: "it's a" }, b: { type: DataTypes.INTEGER, comment: 'number' } }, { comment: 'all things' });
