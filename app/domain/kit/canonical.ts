/**
 * The one text of a JSON value: keys sorted by code unit at every depth, no spaces, numbers as
 * JavaScript writes them (shortest form that reads back equal; -0 as 0). Two values are equal
 * exactly when their texts are, so the text can be hashed.
 *
 * Keys whose value is undefined are left out, as JSON.stringify does.
 * @throws on NaN, infinities, functions, dates and other things that JSON cannot hold
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`No canonical form for the number ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isPlain(value)) {
    const parts = Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    return `{${parts.join(',')}}`
  }
  throw new TypeError(`No canonical form for ${Object.prototype.toString.call(value)}`)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value) as unknown
  return prototype === Object.prototype || prototype === null
}
