sequelize.define('Author', {}, { timestamps: false });
sequelize.define('Book', { title: DataTypes.STRING }, { timestamps: false });
await sequelize.sync();
sequelize.models.Book.belongsTo(sequelize.models.Author, { foreignKey: 'writerId' });
await sequelize.sync({ alter: true });
await queryInterface.getForeignKeyReferencesForTable('Books');
