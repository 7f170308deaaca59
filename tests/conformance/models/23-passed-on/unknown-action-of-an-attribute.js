const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
sequelize.define('Tool', { gardenerId: { type: DataTypes.INTEGER, references: { model: Gardener, key: 'id' }, onDelete: 'vanish' } });
