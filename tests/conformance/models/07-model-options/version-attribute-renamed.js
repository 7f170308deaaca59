sequelize.define('Draft', {}, { version: 'revision', underscored: true });
