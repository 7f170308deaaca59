sequelize.define('Log', { createdAt: { type: DataTypes.DATE(6), field: 'created', allowNull: true }, text: DataTypes.STRING });
