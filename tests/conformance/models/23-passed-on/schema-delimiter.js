const Gardener = sequelize.define('Gardener', { name: { type: DataTypes.STRING, unique: true } }, { schema: 'green', schemaDelimiter: '_' });
const Plant = sequelize.define('Plant', { name: DataTypes.STRING }, { schema: 'green', schemaDelimiter: '_', indexes: [{ fields: ['name'] }] });
Gardener.hasMany(Plant);
Gardener.belongsToMany(Plant, { as: 'favourites', through: 'Likes' });
Plant.belongsToMany(Gardener, { as: 'admirers', through: 'Likes' });
