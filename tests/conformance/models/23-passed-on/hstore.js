sequelize.define('Gardener', { traits: DataTypes.HSTORE, more: { type: DataTypes.HSTORE, allowNull: false } });
