sequelize.define('User', { mail: DataTypes.STRING, active: DataTypes.BOOLEAN, age: DataTypes.INTEGER }, { indexes: [
  { fields: ['mail'], where: { active: true } },
  { name: 'grown', fields: ['age'], where: { age: { [Op.gt]: 17 } } },
  { name: 'some', unique: true, fields: ['mail', 'age'], where: { age: null, active: false } },
  { name: 'not_null', fields: ['id', 'age'], where: { age: { [Op.ne]: null } } },
  { name: 'in_list', fields: ['active'], where: { age: [1, 2, 3] } },
  { name: 'either', fields: ['id'], where: { [Op.or]: [{ age: 1 }, { mail: 'x' }] } },
] });
