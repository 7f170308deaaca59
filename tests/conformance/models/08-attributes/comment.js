sequelize.define('Parcel', {
  code: { type: DataTypes.STRING, comment: 'printed on the label' },
  note: { type: DataTypes.TEXT, comment: "the sender's own words", allowNull: false },
});
