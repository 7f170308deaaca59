const Member = sequelize.define('Member', {});
const Club = sequelize.define('Club', {});
Club.hasOne(Member, { as: 'President' });
