const Country = sequelize.define('Country', { iso: { type: DataTypes.STRING(2), primaryKey: true } });
const Spoken = sequelize.define('Language', { code: { type: DataTypes.CHAR(3), primaryKey: true } });
Country.belongsToMany(Spoken, { through: 'SpokenIn' });
Spoken.belongsToMany(Country, { through: 'SpokenIn' });
