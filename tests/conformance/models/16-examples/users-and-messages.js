const User = sequelize.define('User', { handle: { type: DataTypes.STRING, allowNull: false, unique: true } });
const Message = sequelize.define('Message', { text: DataTypes.STRING(280) });
User.hasMany(Message, { foreignKey: 'authorId', onDelete: 'CASCADE' });
Message.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
