const Member = sequelize.define('Member', {});
const Club = sequelize.define('Club', {});
Club.hasMany(Member, { as: 'Regulars' });
