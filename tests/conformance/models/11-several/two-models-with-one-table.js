const A = sequelize.define('A', { x: DataTypes.STRING }, { tableName: 'shared' });
const B = sequelize.define('B', { y: DataTypes.STRING }, { tableName: 'shared' });
const C = sequelize.define('C', {});
C.belongsTo(A);
