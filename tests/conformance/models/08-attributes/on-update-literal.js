sequelize.define('Word', { seen: { type: DataTypes.DATE, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP'), onUpdate: 'CASCADE' } });
