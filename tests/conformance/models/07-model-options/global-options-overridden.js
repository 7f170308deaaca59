sequelize = new Sequelize({ define: { underscored: true, paranoid: true, charset: 'utf8', createdAt: 'made_at' } });
sequelize.define('CornerShop', { openingHour: DataTypes.TIME }, { underscored: false });
sequelize.define('ShopClerk', { firstName: DataTypes.STRING }, { paranoid: false, createdAt: 'hiredAt' });
