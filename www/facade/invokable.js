// Classes that may be called without `new`: `DataTypes.STRING(40)`, `Deferrable.INITIALLY_DEFERRED()`.

export function invokable(Class) {
  return new Proxy(Class, {
    apply: (target, self, args) => new Class(...args),
    construct: (target, args) => new Class(...args),
  });
}
