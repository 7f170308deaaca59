// SQL as text, with replacements and bound values.
const Song = sequelize.define('Song', { title: DataTypes.STRING, length: DataTypes.INTEGER }, { timestamps: false });
await sequelize.sync();
await Song.bulkCreate([{ title: 'Dawn', length: 180 }, { title: 'Dusk', length: 240 }]);
await attempt('select', () => sequelize.query('SELECT * FROM Songs', { type: QueryTypes.SELECT }));
await attempt('replacements', () => sequelize.query('SELECT title FROM Songs WHERE length > ?', { replacements: [200], type: QueryTypes.SELECT }));
await attempt('named', () => sequelize.query('SELECT title FROM Songs WHERE title IN (:titles)', { replacements: { titles: ['Dawn', 'Noon'] }, type: QueryTypes.SELECT }));
await attempt('bind', () => sequelize.query('SELECT title FROM Songs WHERE length = $1', { bind: [240], type: QueryTypes.SELECT }));
await attempt('model', () => sequelize.query('SELECT * FROM Songs', { model: Song, mapToModel: true }));
await attempt('plain', () => sequelize.query('SELECT * FROM Songs ORDER BY id DESC', { plain: true }));
await attempt('rows and metadata', async () => (await sequelize.query('SELECT * FROM Songs'))[0]);
await attempt('update', () => sequelize.query("UPDATE Songs SET length = 1 WHERE title = 'Dawn'", { type: QueryTypes.UPDATE }));
await attempt('both', () => sequelize.query('SELECT 1', { replacements: [1], bind: [1] }));
await attempt('authenticate', () => sequelize.authenticate());
