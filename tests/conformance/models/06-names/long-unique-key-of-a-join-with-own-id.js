const A = sequelize.define('ConferenceParticipant', {});
const B = sequelize.define('ConferenceWorkshopSession', {});
const Through = sequelize.define('ConferenceParticipantWorkshopAttendance', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
});
A.belongsToMany(B, { through: Through });
B.belongsToMany(A, { through: Through });
