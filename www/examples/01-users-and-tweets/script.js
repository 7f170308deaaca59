await sequelize.sync();

const ada = await User.create({ name: 'Ada' });
const ben = await User.create({ name: 'Ben' });

const hello = await ada.createTweet({ text: 'Hello, tables!' });
const keys = await ada.createTweet({
  text: 'A foreign key is a promise.',
});
const lunch = await ben.createTweet({ text: 'Soup again.' });

// Ada likes Ben's tweet, Ben likes both of hers.
await Like.bulkCreate([
  { mood: 'hungry', TweetId: lunch.id, UserId: ada.id },
  { mood: 'cheerful', TweetId: hello.id, UserId: ben.id },
  { mood: 'wiser', TweetId: keys.id, UserId: ben.id },
]);

// One call, and the database does the rest.
await ada.destroy();

console.log('tweets left:', await Tweet.count());
console.log('likes left:', await Like.count());
