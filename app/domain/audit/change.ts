/** A value that an audit entry can hold. */
export type AuditValue = string | number | boolean | null | readonly (string | number)[]

const BEFORE = 'Before'

/**
 * What changed, for an audit entry: of each value that differs, the new one under its name and the old one under the
 * name with `Before`. `describeDetail` reads the two together.
 */
export function changeDetail(
  before: Readonly<Record<string, AuditValue>>,
  after: Readonly<Record<string, AuditValue>>,
): Record<string, AuditValue> {
  const changed = Object.keys(after).filter((name) => !same(before[name] ?? null, after[name] ?? null))
  return Object.fromEntries(
    changed.flatMap((name) => [
      [name, after[name] ?? null],
      [`${name}${BEFORE}`, before[name] ?? null],
    ]),
  )
}

const same = (a: AuditValue, b: AuditValue) => JSON.stringify(a) === JSON.stringify(b)

/** The name of the value that this one preceded, or null. */
export const precededBy = (name: string): string | null =>
  name.endsWith(BEFORE) ? name.slice(0, -BEFORE.length) : null
