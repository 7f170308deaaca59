const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC' });
User.hasOne(Task);
