const { Deferrable } = Sequelize;
const User = sequelize.define('User', {});
sequelize.define('Task', { a: { type: DataTypes.INTEGER, references: { model: User, key: 'id', deferrable: Deferrable.INITIALLY_DEFERRED } }, b: { type: DataTypes.INTEGER, references: { model: User, key: 'id', deferrable: Deferrable.NOT } }, c: { type: DataTypes.INTEGER, references: { model: User, key: 'id', deferrable: Deferrable.INITIALLY_IMMEDIATE } } });
