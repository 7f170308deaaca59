sequelize.define('Album', {}, { whereMergeStrategy: 'or' });
