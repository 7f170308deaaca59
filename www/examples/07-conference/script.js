await sequelize.sync();

const guild = await Organizer.create({ name: 'Query Guild' });
const hall = await Venue.create({
  name: 'Old Mill',
  city: 'Bremen',
});
const [stage, attic] = await Room.bulkCreate([
  { name: 'Stage', seats: 300, VenueId: hall.id },
  { name: 'Attic', seats: 40, VenueId: hall.id },
]);

const conference = await guild.createConference({
  name: 'Joins & Tables',
  year: 2025,
  VenueId: hall.id,
});
const basics = await conference.createTrack({ name: 'Basics' });
const deep = await conference.createTrack({ name: 'Deep water' });

const keys = await basics.createTalk({
  title: 'Keys, explained with keys',
  minutes: 30,
  RoomId: stage.id,
});
const joins = await basics.createTalk({
  title: 'Left, right, inner',
  minutes: 45,
  RoomId: attic.id,
});
const locks = await deep.createTalk({
  title: 'Who holds the lock?',
  minutes: 45,
  RoomId: stage.id,
});

const [ines, omar] = await Speaker.bulkCreate([
  { name: 'Inés' },
  { name: 'Omar' },
]);
await keys.addSpeaker(ines);
await joins.addSpeakers([ines, omar]);
await locks.addSpeaker(omar);

const [kim, lou] = await Attendee.bulkCreate([
  { name: 'Kim', email: 'kim@example.com' },
  { name: 'Lou', email: 'lou@example.com' },
]);
await Ticket.bulkCreate([
  {
    kind: 'full',
    price: 240,
    ConferenceId: conference.id,
    AttendeeId: kim.id,
  },
  {
    kind: 'day',
    price: 120,
    ConferenceId: conference.id,
    AttendeeId: lou.id,
  },
]);
await kim.addBookmarks([keys, locks]);
await lou.addBookmark(joins);
await Review.bulkCreate([
  {
    stars: 5,
    text: 'Now I get it.',
    TalkId: keys.id,
    AttendeeId: kim.id,
  },
  {
    stars: 4,
    text: 'Bring coffee.',
    TalkId: locks.id,
    AttendeeId: lou.id,
  },
]);

// The venue is in use.
try {
  await hall.destroy();
} catch (error) {
  console.log(error.name, '- the venue has to stay');
}

// The conference is called off: follow it through six tables.
await conference.destroy();

console.log('speakers are still there:', await Speaker.count());
