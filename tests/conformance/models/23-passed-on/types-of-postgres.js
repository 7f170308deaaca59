sequelize.define('Gardener', { spans: DataTypes.RANGE(DataTypes.DATE), at: DataTypes.CIDR, ip: DataTypes.INET, mac: DataTypes.MACADDR });
