// Prepares the worker's globals for a stranger's code: takes away what reaches out of the worker, and
// fixes the built-ins that the façade and the replies stand on, so that code which redefines them
// disturbs nobody but itself.

/** Defence in depth: the sandbox and its policy are the wall. */
const OUTWARD = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'importScripts', 'Worker',
  'SharedWorker', 'BroadcastChannel', 'indexedDB', 'caches', 'postMessage', 'FontFace', 'fonts', 'Notification',
  'webkitRequestFileSystem', 'webkitRequestFileSystemSync', 'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL', 'wasm_bindgen', 'close', 'name', 'RTCPeerConnection', 'WebAssembly',
];

export function removeOutward(scope) {
  for (const name of OUTWARD) {
    for (let object = scope; object; object = Object.getPrototypeOf(object)) {
      // Some are not configurable in some browsers.
      Reflect.deleteProperty(object, name);
    }
  }
}

const names = [
  'Array', 'ArrayBuffer', 'BigInt', 'DataView', 'Date', 'JSON', 'Map', 'MessageEvent', 'MessagePort', 'Promise',
  'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TextDecoder', 'TextEncoder', 'Uint8Array', 'WeakMap', 'WeakSet',
  'FinalizationRegistry', 'Object',
];

/**
 * What is there stays as it is; new members (`String.prototype.shout = …`) may still be added.
 * `Object.prototype` is left alone: a fixed `toString` there could not be overridden by assignment.
 */
export function fixBuiltIns(scope) {
  for (const name of names) {
    const value = scope[name];
    if (!value) continue;
    fix(value);
    if (value.prototype && value !== scope.Object) fix(value.prototype);
  }
  fix(Object.getPrototypeOf(scope.Uint8Array.prototype));
  fix(Object.getPrototypeOf(async () => {}).constructor.prototype);
}

function fix(object) {
  for (const key of Reflect.ownKeys(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (!descriptor.configurable) continue;
    Object.defineProperty(object, key, { configurable: false, ...('value' in descriptor ? { writable: false } : {}) });
  }
}
