class Bird extends Model {}
class Nest extends Model {}
Bird.init({ name: DataTypes.STRING }, { sequelize });
Nest.init({ height: DataTypes.FLOAT }, { sequelize, modelName: 'nest' });
Bird.hasOne(Nest);
Nest.belongsTo(Bird);
