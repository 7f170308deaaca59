sequelize.define('Recipe', { title: DataTypes.STRING }, { comment: "Grandma's recipes" });
