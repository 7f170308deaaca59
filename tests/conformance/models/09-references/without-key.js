const Owner = sequelize.define('Owner', {});
sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, references: { model: Owner } } });
