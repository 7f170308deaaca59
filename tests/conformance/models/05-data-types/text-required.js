sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.TEXT, allowNull: false },
  second: { type: DataTypes.TEXT('tiny'), allowNull: false },
  third: { type: DataTypes.TEXT('medium'), allowNull: false },
  fourth: { type: DataTypes.TEXT('long'), allowNull: false },
});
