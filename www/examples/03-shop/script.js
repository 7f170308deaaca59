await sequelize.sync();

const [tea, pot, cup] = await Product.bulkCreate([
  { title: 'Green tea', price: 6.5 },
  { title: 'Tea pot', price: 29 },
  { title: 'Cup', price: 8 },
]);

const mia = await Customer.create({ email: 'mia@example.com' });

// Into the cart…
const cart = await mia.createCart();
await cart.addProduct(tea, { through: { quantity: 2 } });
await cart.addProduct(pot);

// …and from the cart into an order.
const order = await mia.createOrder({ status: 'paid' });
for (const product of await cart.getProducts()) {
  await order.addProduct(product, {
    through: { quantity: product.CartItem.quantity },
  });
}
await cart.addProduct(cup);

// The customer leaves. The cart and what is in it go,
// the order stays.
await mia.destroy();

const orders = await Order.findAll({ include: Product });
for (const { id, status, CustomerId, Products } of orders) {
  console.log(
    `order ${id} is ${status}, customer ${CustomerId}:`,
    Products.map((p) => `${p.OrderItem.quantity} × ${p.title}`),
  );
}
