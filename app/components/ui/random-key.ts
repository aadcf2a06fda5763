/** A write key that nobody guesses. Not `crypto.randomUUID`: that is missing where the page came over plain http by name. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
