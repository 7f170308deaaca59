const names = ['Sheep', 'Fish', 'Series', 'Species', 'News', 'Information', 'Equipment', 'Money', 'Rice', 'Deer'];
const Farm = sequelize.define('Farm', {});
for (const name of names) {
  const model = sequelize.define(name, {});
  Farm.hasMany(model);
  model.belongsTo(Farm);
}
