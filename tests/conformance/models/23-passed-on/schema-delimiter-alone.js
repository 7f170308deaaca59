sequelize.define('Gardener', {}, { schemaDelimiter: '#' });
