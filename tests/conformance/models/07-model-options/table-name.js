const Report = sequelize.define('Report', {}, { tableName: 'rpt_main' });
const Page = sequelize.define('Page', {}, { tableName: 'rpt_pages' });
Report.hasMany(Page);
Page.belongsTo(Report);
