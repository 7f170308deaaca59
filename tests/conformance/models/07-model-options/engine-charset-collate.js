sequelize.define('Recipe', { title: DataTypes.STRING }, { engine: 'MyISAM', charset: 'latin1', collate: 'latin1_swedish_ci' });
