// A worker waits for its run: meanwhile it goes once through what most runs do, in a session that is
// thrown away, so that the browser has compiled it when the learner's code comes.

import { Sequelize } from './sequelize.js';

/** Resolves when the way is trodden; nothing of it is left in the façade. */
export async function warmUp(session) {
  const { openSession } = Sequelize;
  Sequelize.openSession = () => session;
  try {
    const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
    const { STRING, INTEGER } = Sequelize.DataTypes;
    const Author = sequelize.define('Author', { name: { type: STRING, allowNull: false } });
    const Book = sequelize.define('Book', { title: STRING, pages: { type: INTEGER, defaultValue: 0 } });
    const Tag = sequelize.define('Tag', { word: STRING });
    Author.hasMany(Book, { onDelete: 'CASCADE' });
    Book.belongsTo(Author);
    Book.belongsToMany(Tag, { through: 'BookTag' });
    Tag.belongsToMany(Book, { through: 'BookTag' });
    await sequelize.sync();
    const author = await Author.create({ name: 'A' });
    const book = await author.createBook({ title: 'B' });
    await book.addTag(await Tag.create({ word: 'C' }));
    await Book.bulkCreate([{ title: 'D', AuthorId: author.id }]);
    await Author.findAll({ where: { name: 'A' }, include: { model: Book, include: Tag }, order: ['id'], limit: 1 });
    await book.update({ pages: 1 });
    await author.destroy();
  } finally {
    Sequelize.openSession = openSession;
  }
}
