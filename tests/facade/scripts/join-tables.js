// Join tables with keys of their own, other names, scopes, and as models in their own right.
const Student = sequelize.define('Student', { name: DataTypes.STRING }, { timestamps: false });
const Course = sequelize.define('Course', { title: DataTypes.STRING }, { timestamps: false });
const Enrolment = sequelize.define('Enrolment', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  grade: { type: DataTypes.INTEGER, validate: { max: 6 } }, term: { type: DataTypes.STRING, defaultValue: () => 'spring' },
}, { timestamps: false });
Student.belongsToMany(Course, { through: Enrolment, foreignKey: 'studentId', otherKey: 'courseId', as: 'courses' });
Course.belongsToMany(Student, { through: Enrolment, foreignKey: 'courseId', otherKey: 'studentId', as: 'students' });
Student.hasMany(Enrolment, { foreignKey: 'studentId' });
Enrolment.belongsTo(Student, { foreignKey: 'studentId' });
Enrolment.belongsTo(Course, { foreignKey: 'courseId' });
Course.hasMany(Enrolment, { foreignKey: 'courseId' });
const Tag = sequelize.define('Tag', { label: DataTypes.STRING }, { timestamps: false });
Student.belongsToMany(Tag, { through: { model: 'StudentTags', unique: false }, timestamps: false });
Tag.belongsToMany(Student, { through: { model: 'StudentTags', unique: false } });
await sequelize.sync();
const student = await Student.create({ name: 'Uma' });
const [maths, art] = await Course.bulkCreate([{ title: 'Maths' }, { title: 'Art' }]);
await attempt('add', () => student.addCourse(maths, { through: { grade: 5 } }));
await attempt('add two', () => student.addCourses([maths, art]));
await attempt('a bad grade', () => student.addCourse(await_art(), { through: { grade: 9 } }));
await attempt('get', () => student.getCourses({ order: ['id'] }));
await attempt('the join model', () => Enrolment.findAll({ include: [Student, Course], order: ['id'] }));
await attempt('super many-to-many', () => Student.findOne({ include: { model: Enrolment, include: Course } }));
await attempt('nested in both directions', () => Course.findAll({ include: { association: 'students', include: ['courses'] }, order: ['id', ['students', 'courses', 'id', 'ASC']] }));
await attempt('where on the join row', () => Student.findAll({ include: { association: 'courses', through: { where: { grade: 5 } } } }));
await attempt('order by the join row', () => Student.findAll({ include: 'courses', order: [[sequelize.col('courses.Enrolment.id'), 'DESC']] }));
const tag = await Tag.create({ label: 'new' });
await attempt('a generated one', () => student.addTag(tag));
await attempt('read it', () => student.getTags());
await attempt('limit with N:M', () => Student.findAll({ include: 'courses', limit: 1 }));
await attempt('required N:M with limit', () => Student.findAll({ include: { association: 'courses', where: { title: 'Art' } }, limit: 1 }));
function await_art() { return Course.build({ title: 'Drama' }); }
