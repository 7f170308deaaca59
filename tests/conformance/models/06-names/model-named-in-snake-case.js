const author = sequelize.define('guest_author', {});
const chapter = sequelize.define('book_chapter', {});
author.hasMany(chapter);
chapter.belongsTo(author);
