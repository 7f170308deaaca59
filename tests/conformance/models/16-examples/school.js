const Teacher = sequelize.define('Teacher', {});
const Student = sequelize.define('Student', {});
const Course = sequelize.define('Course', { code: { type: DataTypes.STRING(8), unique: true } });
const Grade = sequelize.define('Grade', { points: { type: DataTypes.TINYINT.UNSIGNED, allowNull: false } });
Teacher.hasMany(Course, { as: 'courses', foreignKey: { name: 'teacherId', allowNull: false } });
Course.belongsTo(Teacher, { as: 'teacher', foreignKey: 'teacherId' });
Student.belongsToMany(Course, { through: Grade, as: 'courses' });
Course.belongsToMany(Student, { through: Grade, as: 'students' });
Student.belongsTo(Teacher, { as: 'tutor' });
