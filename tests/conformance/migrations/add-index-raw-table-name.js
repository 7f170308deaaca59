await queryInterface.createTable('Gardens', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, name: DataTypes.STRING });
await queryInterface.createTable('Beds', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  label: { type: DataTypes.STRING(40), allowNull: false, defaultValue: 'new' },
  length: DataTypes.INTEGER,
  gardenId: { type: DataTypes.INTEGER, references: { model: 'Gardens', key: 'id' }, onDelete: 'CASCADE', onUpdate: 'CASCADE' },
});
await queryInterface.addIndex('Beds', ['length'], {}, 'other');
await queryInterface.showIndex('Beds');
