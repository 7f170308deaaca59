const One = sequelize.define('my model', { 'with space': DataTypes.STRING, 'quo`te"d': DataTypes.STRING, select: DataTypes.STRING });
const Other = sequelize.define('order', {});
One.hasMany(Other);
Other.belongsTo(One, { as: 'the one' });
