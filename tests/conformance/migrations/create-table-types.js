await queryInterface.createTable('Kinds', {
  id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
  string: DataTypes.STRING, short: DataTypes.STRING(7), char: DataTypes.CHAR(3), text: DataTypes.TEXT,
  small: DataTypes.SMALLINT, whole: DataTypes.INTEGER, big: DataTypes.BIGINT, yes: DataTypes.BOOLEAN,
  float: DataTypes.FLOAT, double: DataTypes.DOUBLE, money: DataTypes.DECIMAL(8, 2), plain: DataTypes.DECIMAL,
  at: DataTypes.DATE, day: DataTypes.DATEONLY, time: DataTypes.TIME, uuid: DataTypes.UUID, bytes: DataTypes.BLOB,
});
await queryInterface.describeTable('Kinds');
