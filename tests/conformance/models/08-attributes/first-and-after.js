sequelize.define('Word', { text: { type: DataTypes.STRING, after: 'id' }, lead: { type: DataTypes.STRING, first: true } });
