sequelize.define('Seat', { row: DataTypes.INTEGER, number: DataTypes.INTEGER }, { uniqueKeys: { one_seat: { fields: ['row', 'number'] } } });
