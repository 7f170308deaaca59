await sequelize.sync();

const [ada, ben, cleo] = await User.bulkCreate([
  { name: 'Ada' },
  { name: 'Ben' },
  { name: 'Cleo' },
]);

const atlas = await Project.create({ title: 'Atlas' });
const orbit = await Project.create({ title: 'Orbit' });

await atlas.setLead(ada);
await atlas.addUser(ada, {
  through: { role: 'owner', since: '2024-02-01' },
});
await atlas.addUsers([ben, cleo], {
  through: { since: '2024-03-15' },
});
await ben.addProject(orbit, { through: { role: 'owner' } });

for (const user of await atlas.getUsers()) {
  console.log(user.name, 'is', user.Membership.role, 'of Atlas');
}
console.log('Is Cleo in Orbit?', await orbit.hasUser(cleo));

// Ada's memberships go with her. Atlas stays, without a lead.
await ada.destroy();
