const User = sequelize.define('User', {
  name: { type: DataTypes.STRING, allowNull: false },
});

const Project = sequelize.define('Project', {
  title: { type: DataTypes.STRING, allowNull: false },
});

// The join table is a model, for a membership has attributes
// of its own.
const Membership = sequelize.define('Membership', {
  role: {
    type: DataTypes.STRING,
    allowNull: false,
    defaultValue: 'member',
  },
  since: DataTypes.DATEONLY,
});

// Both sides name the same model. Its two keys together are
// its primary key.
User.belongsToMany(Project, { through: Membership });
Project.belongsToMany(User, { through: Membership });

// A project may have a lead as well: a second way from
// projects to users.
Project.belongsTo(User, { as: 'lead' });
