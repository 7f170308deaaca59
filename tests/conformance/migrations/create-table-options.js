await queryInterface.createTable('Notes', { id: { type: DataTypes.INTEGER, primaryKey: true }, text: { type: DataTypes.STRING, comment: 'what it says' } }, {
  comment: 'small things', engine: 'MyISAM', charset: 'utf8mb4', collate: 'utf8mb4_bin', initialAutoIncrement: 1001,
});
await queryInterface.describeTable('Notes');
