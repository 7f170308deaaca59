const Customer = sequelize.define('Customer', {
  email: {
    type: DataTypes.STRING,
    allowNull: false,
    unique: true,
  },
});

const Product = sequelize.define('Product', {
  title: { type: DataTypes.STRING, allowNull: false },
  price: { type: DataTypes.DECIMAL(8, 2), allowNull: false },
});

const Cart = sequelize.define('Cart', {});

const Order = sequelize.define('Order', {
  status: {
    type: DataTypes.ENUM('open', 'paid', 'sent'),
    allowNull: false,
    defaultValue: 'open',
  },
});

// Both join tables say how many: each has a model of its own.
const CartItem = sequelize.define('CartItem', {
  quantity: {
    type: DataTypes.INTEGER,
    allowNull: false,
    defaultValue: 1,
  },
});
const OrderItem = sequelize.define('OrderItem', {
  quantity: {
    type: DataTypes.INTEGER,
    allowNull: false,
    defaultValue: 1,
  },
});

// One cart for each customer. It is gone with them.
Customer.hasOne(Cart, { onDelete: 'CASCADE' });
Cart.belongsTo(Customer);
Cart.belongsToMany(Product, { through: CartItem });
Product.belongsToMany(Cart, { through: CartItem });

// Orders are kept for the books, even without their customer.
Customer.hasMany(Order, { onDelete: 'SET NULL' });
Order.belongsTo(Customer);
Order.belongsToMany(Product, { through: OrderItem });
Product.belongsToMany(Order, { through: OrderItem });
