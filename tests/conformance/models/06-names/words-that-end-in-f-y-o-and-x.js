const names = ['Leaf', 'Wolf', 'Roof', 'City', 'Key', 'Hero', 'Photo', 'Box', 'Quiz', 'Bus', 'Dish', 'Match', 'Potato', 'Zoo'];
const Town = sequelize.define('Town', {});
for (const name of names) Town.hasMany(sequelize.define(name, {}));
