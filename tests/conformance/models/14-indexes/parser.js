sequelize.define('Invoice', { note: DataTypes.TEXT }, { indexes: [{ type: 'FULLTEXT', name: 'n', fields: ['note'], parser: 'ngram' }] });
