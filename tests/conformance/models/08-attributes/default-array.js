sequelize.define('Thing', { a: { type: DataTypes.ARRAY(DataTypes.STRING), defaultValue: ['x', 'y'] }, b: { type: DataTypes.ARRAY(DataTypes.INTEGER), defaultValue: [] } });
