sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: DataTypes.CIDR,
  second: DataTypes.INET,
  third: DataTypes.MACADDR,
});
