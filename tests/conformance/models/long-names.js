const A = sequelize.define('AnExtraordinarilyLongModelNameThatNobodyShouldEverUse', {});
const B = sequelize.define('AnotherExtraordinarilyLongModelNameThatNobodyShouldUse', {});
A.belongsToMany(B, { through: 'TheJoinTableOfTwoExtraordinarilyLongModelNames' });
B.belongsToMany(A, { through: 'TheJoinTableOfTwoExtraordinarilyLongModelNames' });
