const Author = sequelize.define('Author', { name: DataTypes.STRING, age: DataTypes.INTEGER }, { timestamps: false });
const Book = sequelize.define('Book', { title: { type: DataTypes.STRING, unique: true } }, { timestamps: false });
Author.hasMany(Book);
Book.belongsTo(Author);
await sequelize.sync();
sequelize.define('Author', { name: { type: DataTypes.TEXT, allowNull: false }, age: { type: DataTypes.BIGINT, defaultValue: 3 } }, { timestamps: false });
await sequelize.models.Author.sync({ alter: true });
await queryInterface.describeTable('Authors');
