const Owner = sequelize.define('Owner', {});
sequelize.define('Dog', { ownerId: { type: DataTypes.INTEGER, allowNull: false, references: { model: Owner, key: 'id' }, onDelete: 'CASCADE', onUpdate: 'RESTRICT' } });
