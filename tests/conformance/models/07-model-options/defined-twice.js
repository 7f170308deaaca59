sequelize.define('Bird', { wings: DataTypes.INTEGER });
const Nest = sequelize.define('Nest', {});
const Bird = sequelize.define('Bird', { colour: DataTypes.STRING }, { tableName: 'feathered' });
Bird.hasMany(Nest);
