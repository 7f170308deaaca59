sequelize.define('Word', { text: { type: DataTypes.STRING, collate: 'nocase' } });
