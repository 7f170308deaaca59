sequelize.define('Album', { name: DataTypes.STRING }, { indexes: [{ fields: [Sequelize.fn('lower', Sequelize.col('name'))] }] });
