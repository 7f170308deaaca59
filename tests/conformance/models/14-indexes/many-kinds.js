sequelize.define('User', { mail: DataTypes.STRING, name: DataTypes.STRING, data: DataTypes.JSONB, at: DataTypes.DATE }, { indexes: [
  { fields: ['mail'] },
  { unique: true, fields: ['mail', 'name'] },
  { name: 'by_name', fields: [{ name: 'name', order: 'DESC', length: 5, collate: 'en_US' }] },
  { fields: [{ attribute: 'name', operator: 'text_pattern_ops' }] },
  { type: 'FULLTEXT', fields: ['name'] },
  { type: 'UNIQUE', fields: ['at'] },
  { using: 'BTREE', fields: ['at', 'mail'] },
  { fields: ['data'], using: 'gin', operator: 'jsonb_path_ops' },
  { concurrently: true, fields: ['id', 'at'] },
  { name: 'lowered', fields: [sequelize.fn('lower', sequelize.col('name'))] },
  { parser: 'ngram', type: 'FULLTEXT', fields: ['mail'] },
] });
