await sequelize.sync();

const ada = await User.create({ username: 'ada' });
await ada.createTask({ title: 'Draw the diagram' });
await ada.createTask({ title: 'Check the keys', done: true });

// Without a user there is no task.
try {
  await Task.create({ title: 'Nobody is going to do this' });
} catch (error) {
  console.log(error.name, '-', error.message);
}

// With tasks, the user stays.
try {
  await ada.destroy();
} catch (error) {
  console.log(error.name, '- the tasks are in the way');
}

const users = await User.findAll({ include: Task });
for (const user of users) {
  console.log(
    user.username,
    'has',
    user.Tasks.map((task) => task.title).join(', '),
  );
}
