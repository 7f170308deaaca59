const Report = sequelize.define('AnnualReport', {}, { tableName: 'AnnualReports', underscored: true });
Report.hasMany(sequelize.define('ReportPage', {}, { underscored: true, tableName: 'ReportPages' }));
