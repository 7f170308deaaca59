sequelize.define('Album', { name: DataTypes.STRING }, { indexes: [{ name: 'nothing' }] });
