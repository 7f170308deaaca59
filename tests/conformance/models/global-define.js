// options {"define":{"underscored":true,"timestamps":false,"freezeTableName":true,"charset":"utf8","indexes":[{"fields":["id"]}]}}
const UserAccount = sequelize.define('UserAccount', { firstName: DataTypes.STRING }, { indexes: [{ fields: ['first_name'] }] });
const BigTask = sequelize.define('BigTask', {}, { timestamps: true, freezeTableName: false });
UserAccount.hasMany(BigTask);
UserAccount.belongsToMany(BigTask, { through: 'UserWork' });
