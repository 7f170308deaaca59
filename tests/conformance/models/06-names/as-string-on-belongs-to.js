const Member = sequelize.define('Member', {});
const Club = sequelize.define('Club', {});
Club.belongsTo(Member, { as: 'President' });
Club.belongsTo(Member, { as: 'treasurer' });
