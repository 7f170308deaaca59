const Root = sequelize.define('Root', {});
const Left = sequelize.define('Left', {});
const Right = sequelize.define('Right', {});
const Tip = sequelize.define('Tip', {});
Root.hasMany(Left, { onDelete: 'CASCADE' });
Root.hasMany(Right, { onDelete: 'CASCADE' });
Left.hasMany(Tip, { onDelete: 'CASCADE' });
Right.hasMany(Tip, { onDelete: 'CASCADE' });
