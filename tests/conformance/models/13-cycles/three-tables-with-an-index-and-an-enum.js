const A = sequelize.define('A', { n: { type: DataTypes.INTEGER, allowNull: false, comment: 'how many' } });
const B = sequelize.define('B', { u: { type: DataTypes.STRING, unique: 'bu' }, e: DataTypes.ENUM('p', 'q') });
const C = sequelize.define('C', {}, { indexes: [{ fields: ['id', 'AId'] }] });
A.belongsTo(B);
B.belongsTo(C);
C.belongsTo(A);
