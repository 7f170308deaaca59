sequelize.define('Odd', { 'a.b': DataTypes.STRING, ABC: DataTypes.STRING, 'with space': DataTypes.INTEGER, _under: DataTypes.STRING });
