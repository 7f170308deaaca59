sequelize.define('Gardener', { name: { type: DataTypes.STRING, allowNull: undefined } });
