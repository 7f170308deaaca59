const Line = sequelize.define('Line', { order: { type: DataTypes.INTEGER, primaryKey: true }, no: { type: DataTypes.INTEGER, primaryKey: true } });
const Note = sequelize.define('Note', {});
Line.hasMany(Note);
Note.belongsTo(Line, { as: 'Where' });
