const Log = sequelize.define('Log', { text: DataTypes.TEXT }, { timestamps: false });
Log.hasMany(sequelize.define('Line', {}, { timestamps: false }));
