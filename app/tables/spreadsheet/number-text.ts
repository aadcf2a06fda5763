/**
 * A stored number as people write it. Programs store 17 digits of it, such as 2.2999999999999998 for 2.3; the shortest text that
 * stands for the same number is given. What is no number stays as it is.
 */
export function numberText(stored: string): string {
  const text = stored.trim()
  if (text === '') return ''
  const value = Number(text)
  return Number.isFinite(value) ? String(value === 0 ? 0 : value) : text
}

/** From here on a spreadsheet, which keeps 15 digits, may have made zeros of the last ones. */
export const isTooLong = (text: string) => /^-?\d{16,}$/.test(text)
