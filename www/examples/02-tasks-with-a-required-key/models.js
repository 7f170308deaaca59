const User = sequelize.define('User', {
  username: {
    type: DataTypes.STRING,
    allowNull: false,
    unique: true,
  },
});

const Task = sequelize.define('Task', {
  title: { type: DataTypes.STRING, allowNull: false },
  done: {
    type: DataTypes.BOOLEAN,
    allowNull: false,
    defaultValue: false,
  },
});

// A task must have a user, and a user with tasks must stay.
// The first association that names a key decides about it:
// say everything here.
Task.belongsTo(User, {
  foreignKey: { name: 'userId', allowNull: false },
  onDelete: 'RESTRICT',
});
User.hasMany(Task, { foreignKey: 'userId' });
