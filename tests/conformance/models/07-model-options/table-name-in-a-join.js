const Report = sequelize.define('Report', {}, { tableName: 'rpt_main' });
const Reader = sequelize.define('Reader', {}, { tableName: 'rpt_readers' });
Report.belongsToMany(Reader, { through: 'rpt_reads' });
Reader.belongsToMany(Report, { through: 'rpt_reads' });
