sequelize.define('Name', {
  first: DataTypes.STRING,
  last: DataTypes.STRING,
  full: { type: DataTypes.VIRTUAL, get() { return `${this.first} ${this.last}`; } },
});
