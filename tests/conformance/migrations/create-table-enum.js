await queryInterface.createTable('Shirts', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  size: DataTypes.ENUM('small', 'large'),
  colour: { type: DataTypes.ENUM, values: ['red', 'blue'], allowNull: false, defaultValue: 'red' },
});
await queryInterface.describeTable('Shirts');
await queryInterface.createTable('Shirts', { size: DataTypes.ENUM('small', 'huge') });
