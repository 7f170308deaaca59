sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.BLOB, allowNull: false },
  second: { type: DataTypes.BLOB('tiny'), allowNull: false },
  third: { type: DataTypes.BLOB('medium'), allowNull: false },
  fourth: { type: DataTypes.BLOB('long'), allowNull: false },
});
