/** "1 scorecard", "12 scorecards", "1,412 ratings"; the plural is the singular with an s unless given. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: 0 })}\u00a0${value === 1 ? one : many}`
}
