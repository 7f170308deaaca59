const names = ['Index', 'Vertex', 'Matrix', 'Axis', 'Crisis', 'Cactus', 'Octopus', 'Status', 'Alias', 'Virus', 'Stadium', 'Medium'];
const Museum = sequelize.define('Museum', {});
for (const name of names) Museum.hasMany(sequelize.define(name, {}));
