const Owner = sequelize.define('Owner', { email: { type: DataTypes.STRING, unique: true } });
sequelize.define('Dog', { ownerEmail: { type: DataTypes.STRING, references: { model: Owner, key: 'email' } } });
