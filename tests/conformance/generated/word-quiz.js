const One = sequelize.define('Quiz', {});
const Other = sequelize.define('Other', {});
One.hasMany(Other);
Other.hasMany(One);
One.belongsToMany(Other, { through: 'Joined', as: 'Quizs' });
Other.hasOne(One, { as: 'firstQuiz' });
