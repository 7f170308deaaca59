sequelize.define('Invoice', { note: DataTypes.TEXT }, { indexes: [{ type: 'FULLTEXT', name: 'words', fields: ['note'] }] });
