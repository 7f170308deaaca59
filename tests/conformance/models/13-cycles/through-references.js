sequelize.define('Author', { bookId: { type: DataTypes.INTEGER, references: { model: 'Books', key: 'id' } } });
sequelize.define('Book', { authorId: { type: DataTypes.INTEGER, references: { model: 'Authors', key: 'id' }, onDelete: 'CASCADE' } });
