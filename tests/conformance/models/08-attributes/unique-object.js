sequelize.define('Parcel', {
  code: { type: DataTypes.STRING, unique: { name: 'one_code', msg: 'that code is taken' } },
  other: { type: DataTypes.STRING, unique: { msg: 'taken' } },
  more: { type: DataTypes.STRING, unique: { args: true, msg: 'taken' } },
});
