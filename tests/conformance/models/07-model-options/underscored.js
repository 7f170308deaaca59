sequelize.define('RailwayStation', { platformCount: DataTypes.INTEGER, openedOn: DataTypes.DATEONLY, URLSlug: DataTypes.STRING }, { underscored: true });
