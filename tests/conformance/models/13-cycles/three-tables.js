const Rock = sequelize.define('Rock', {});
const Paper = sequelize.define('Paper', {});
const Scissors = sequelize.define('Scissors', {});
Rock.belongsTo(Scissors);
Scissors.belongsTo(Paper);
Paper.belongsTo(Rock);
