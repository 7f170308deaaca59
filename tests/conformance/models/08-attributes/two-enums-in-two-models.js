sequelize.define('Parcel', { size: DataTypes.ENUM('S', 'L'), state: DataTypes.ENUM('new', 'sent') });
sequelize.define('Letter', { size: { type: DataTypes.ENUM('A5', 'A4'), allowNull: false, field: 'paper_size' } });
