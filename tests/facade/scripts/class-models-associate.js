// Class models that associate as sequelize-cli's files do.
class Recipe extends Model {
  static associate({ Step, Cook }) {
    this.hasMany(Step, { as: 'steps', foreignKey: 'recipeId', onDelete: 'CASCADE' });
    this.belongsTo(Cook, { foreignKey: { name: 'cookId', allowNull: false } });
  }

  get shout() {
    return this.name.toUpperCase();
  }
}
class Step extends Model {
  static associate({ Recipe }) {
    this.belongsTo(Recipe, { foreignKey: 'recipeId' });
  }
}
class Cook extends Model {}
Recipe.init({ name: { type: DataTypes.STRING, allowNull: false } }, { sequelize });
Step.init({ text: DataTypes.TEXT, minutes: DataTypes.INTEGER }, { sequelize, modelName: 'Step', timestamps: false });
Cook.init({ name: DataTypes.STRING }, { sequelize, modelName: 'Cook', tableName: 'chefs', underscored: true });
for (const model of Object.values(models)) model.associate?.(models);
await sequelize.sync();

const cook = await Cook.create({ name: 'Mo' });
await attempt('a recipe without a cook', () => Recipe.create({ name: 'Soup' }));
const recipe = await Recipe.create({ name: 'Soup', cookId: cook.id });
note('a getter of the class', recipe.shout);
await recipe.createStep({ text: 'Boil', minutes: 10 });
await recipe.createStep({ text: 'Serve' });
await attempt('nested include', () => Cook.findAll({ include: { model: Recipe, include: ['steps'] } }));
await attempt('toJSON', async () => (await Recipe.findOne({ include: ['steps', Cook] })).toJSON());
await attempt('destroy the recipe', () => recipe.destroy());
await attempt('steps left', () => Step.count());
await attempt('destroy the cook', () => cook.destroy());
