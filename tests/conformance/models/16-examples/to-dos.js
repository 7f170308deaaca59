class User extends Model {
  static associate(models) {
    User.hasMany(models.Todo, { foreignKey: 'userId' });
  }
}
class Todo extends Model {
  static associate(models) {
    Todo.belongsTo(models.User, { foreignKey: 'userId', onDelete: 'CASCADE' });
  }
}
User.init({ firstName: DataTypes.STRING, lastName: DataTypes.STRING }, { sequelize, modelName: 'User' });
Todo.init({ description: { type: DataTypes.STRING, allowNull: false }, done: { type: DataTypes.BOOLEAN, defaultValue: false } }, { sequelize, modelName: 'Todo' });
User.associate(sequelize.models);
Todo.associate(sequelize.models);
