await sequelize.sync();

const ada = await User.create({ name: 'Ada' });
console.log(ada.greeting);

const plan = await ada.createTodo({ text: 'Plan the tables' });
const write = await ada.createTodo({ text: 'Write the models' });
await plan.createNote({ text: 'One arrow, one foreign key' });
await plan.createNote({ text: 'Ask who owns whom' });

await write.finish();

const todos = await ada.getTodos({
  where: { done: false },
  include: 'notes',
});
for (const todo of todos) {
  console.log(todo.text, 'has', todo.notes.length, 'notes');
}

// Two levels: the user's to-dos, and the notes on them.
await ada.destroy();
