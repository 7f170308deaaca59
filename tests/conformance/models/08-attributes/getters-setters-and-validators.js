sequelize.define('Name', {
  first: { type: DataTypes.STRING, get() { return 'x'; }, set(value) { this.setDataValue('first', value); }, validate: { len: [2, 10], is: /^[a-z]+$/i } },
  mail: { type: DataTypes.STRING, allowNull: false, validate: { isEmail: true, notNull: { msg: 'give one' } } },
});
