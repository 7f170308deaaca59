const Parent = sequelize.define('Parent', { code: { type: DataTypes.UUID, primaryKey: true } });
const Child = sequelize.define('Child', {});
Parent.hasMany(Child);
Child.belongsTo(Parent);
Parent.belongsToMany(Child, { through: 'Kin', as: 'Kids' });
