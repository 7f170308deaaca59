const Person = sequelize.define(
  'Person',
  {
    name: { type: DataTypes.STRING, allowNull: false },
  },
  { timestamps: false },
);

// Parents and children are people: a join table from People
// to People.
// Each side needs a name, to tell which is which.
Person.belongsToMany(Person, {
  as: 'Children',
  through: 'Parenthood',
  foreignKey: 'parentId',
  otherKey: 'childId',
  timestamps: false,
});
Person.belongsToMany(Person, {
  as: 'Parents',
  through: 'Parenthood',
  foreignKey: 'childId',
  otherKey: 'parentId',
  timestamps: false,
});

// A table may also hold a key to itself. This one may be NULL.
Person.belongsTo(Person, {
  as: 'partner',
  foreignKey: 'partnerId',
});
