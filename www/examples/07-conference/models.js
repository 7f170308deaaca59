const name = { type: DataTypes.STRING, allowNull: false };

const Organizer = sequelize.define('Organizer', { name });
const Conference = sequelize.define('Conference', {
  name,
  year: DataTypes.INTEGER,
});
const Venue = sequelize.define('Venue', {
  name,
  city: DataTypes.STRING,
});
const Room = sequelize.define('Room', {
  name,
  seats: DataTypes.INTEGER,
});
const Track = sequelize.define('Track', { name });
const Talk = sequelize.define('Talk', {
  title: name,
  minutes: DataTypes.INTEGER,
});
const Speaker = sequelize.define('Speaker', {
  name,
  bio: DataTypes.TEXT,
});
const Attendee = sequelize.define('Attendee', {
  name,
  email: { type: DataTypes.STRING, unique: true },
});
const Ticket = sequelize.define('Ticket', {
  kind: DataTypes.ENUM('day', 'full'),
  price: DataTypes.DECIMAL(8, 2),
});
const Review = sequelize.define('Review', {
  stars: DataTypes.INTEGER,
  text: DataTypes.TEXT,
});

// One to many. What is part of something goes with it.
Organizer.hasMany(Conference, { onDelete: 'SET NULL' });
Conference.belongsTo(Organizer);

Conference.hasMany(Track, {
  foreignKey: { allowNull: false },
  onDelete: 'CASCADE',
});
Track.belongsTo(Conference);

Track.hasMany(Talk, { onDelete: 'CASCADE' });
Talk.belongsTo(Track);

// A venue that is in use can not go away.
Conference.belongsTo(Venue, {
  foreignKey: { allowNull: false },
  onDelete: 'RESTRICT',
});
Venue.hasMany(Conference);

Venue.hasMany(Room, { onDelete: 'CASCADE' });
Room.belongsTo(Venue);

// A talk can wait for another room.
Room.hasMany(Talk);
Talk.belongsTo(Room);

// Tickets stand between conferences and the people who come.
Conference.hasMany(Ticket, { onDelete: 'CASCADE' });
Ticket.belongsTo(Conference);
Attendee.hasMany(Ticket, { onDelete: 'CASCADE' });
Ticket.belongsTo(Attendee);

// Reviews stay when their author leaves.
Talk.hasMany(Review, { onDelete: 'CASCADE' });
Review.belongsTo(Talk);
Attendee.hasMany(Review, { onDelete: 'SET NULL' });
Review.belongsTo(Attendee);

// Many to many, twice.
Talk.belongsToMany(Speaker, { through: 'TalkSpeakers' });
Speaker.belongsToMany(Talk, { through: 'TalkSpeakers' });
Attendee.belongsToMany(Talk, {
  through: 'Bookmarks',
  as: 'bookmarks',
});
Talk.belongsToMany(Attendee, {
  through: 'Bookmarks',
  as: 'fans',
});
