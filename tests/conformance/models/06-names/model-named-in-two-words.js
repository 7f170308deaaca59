const Line = sequelize.define('OrderLine', {});
const Note = sequelize.define('DeliveryNote', {});
Line.hasMany(Note);
Note.belongsTo(Line);
