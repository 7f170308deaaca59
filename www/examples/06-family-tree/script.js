await sequelize.sync();

const [ruth, emil, nora, paul, lena] = await Person.bulkCreate(
  ['Ruth', 'Emil', 'Nora', 'Paul', 'Lena'].map((name) => ({
    name,
  })),
);

await ruth.setPartner(emil);
await emil.setPartner(ruth);

await ruth.addChildren([nora, paul]);
await emil.addChildren([nora, paul]);
await nora.addChild(lena);

const parents = await nora.getParents();
console.log(
  "Nora's parents:",
  parents.map((person) => person.name).join(' and '),
);

const grandmother = await Person.findOne({
  where: { name: 'Ruth' },
  include: { association: 'Children', include: 'Children' },
});
for (const child of grandmother.Children) {
  console.log(
    child.name,
    '→',
    child.Children.map((person) => person.name).join(', ') ||
      'no children',
  );
}

// Her rows in Parenthood go with her, and Emil has no partner.
await ruth.destroy();
