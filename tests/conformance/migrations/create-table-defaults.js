await queryInterface.createTable('Lamps', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  label: { type: DataTypes.STRING, defaultValue: 'it\'s new' },
  empty: { type: DataTypes.STRING, defaultValue: '' },
  watts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 40 },
  price: { type: DataTypes.DECIMAL(8, 2), defaultValue: 1.5 },
  isOn: { type: DataTypes.BOOLEAN, defaultValue: false },
  isSold: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
  nothing: { type: DataTypes.STRING, defaultValue: null },
});
await queryInterface.describeTable('Lamps');
