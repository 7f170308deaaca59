sequelize.define('Specimen', {
  plain: DataTypes.STRING,
  first: { type: DataTypes.CIDR, allowNull: false },
  second: { type: DataTypes.INET, allowNull: false },
  third: { type: DataTypes.MACADDR, allowNull: false },
});
