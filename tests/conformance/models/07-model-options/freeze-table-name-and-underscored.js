sequelize.define('WeatherReport', { windSpeed: DataTypes.FLOAT }, { freezeTableName: true, underscored: true });
