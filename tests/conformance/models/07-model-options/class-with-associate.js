class Bird extends Model {
  static associate({ Nest }) {
    this.hasMany(Nest, { foreignKey: 'builderId', onDelete: 'CASCADE' });
  }
}
class Nest extends Model {
  static associate({ Bird }) {
    this.belongsTo(Bird, { as: 'builder', foreignKey: 'builderId' });
  }
}
Bird.init({ name: DataTypes.STRING }, { sequelize, modelName: 'Bird' });
Nest.init({ height: DataTypes.FLOAT }, { sequelize, modelName: 'Nest' });
for (const model of Object.values(sequelize.models)) model.associate(sequelize.models);
