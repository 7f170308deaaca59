const Parent = sequelize.define('Parent', { code: { type: DataTypes.DECIMAL(5), primaryKey: true } });
const Child = sequelize.define('Child', {});
Parent.hasMany(Child);
Child.belongsTo(Parent);
Parent.belongsToMany(Child, { through: 'Kin', as: 'Kids' });
