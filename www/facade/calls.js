// Who called: every public method opens a call, and all that it sends to the session carries the
// call's number, label and place in the learner's text, so that the log shows one entry a call.
//
// The call travels in the options under a symbol. A method that finds one there is part of it.

export const CALL = Symbol('relata.call');

/** The place of the call that an error ended, on the error. */
export const ORIGIN = Symbol('relata.origin');

let count = 0;

/** Finds the learner's frame in a stack; there is none to find unless the host of the façade sets it. */
let locate = null;

export function setLocator(locator) {
  locate = locator;
}

/** A call as it goes to the session. `label` is how the learner would write it: `User.create()`. */
export function openCall(label) {
  count += 1;
  return { group: count, label, origin: originOfCall() };
}

/** The place of the learner's call that is going on. */
export const originOfCall = () => (locate ? locate(stack()) : null);

/** The options with a call in them: the one they have, or a new one. They are not copied. */
export function withCall(options, label) {
  options[CALL] ??= openCall(typeof label === 'function' ? label() : label);
  return options;
}

function stack() {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const text = new Error().stack ?? '';
  Error.stackTraceLimit = before;
  return text;
}
