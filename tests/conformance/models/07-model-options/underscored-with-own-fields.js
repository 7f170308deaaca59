sequelize.define('Train', { topSpeed: { type: DataTypes.INTEGER, field: 'vmax' }, isLate: DataTypes.BOOLEAN }, { underscored: true });
