sequelize.define('Line', { order: { type: DataTypes.STRING(8), primaryKey: true, allowNull: false }, no: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 } });
