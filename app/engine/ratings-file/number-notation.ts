import { isNumeric } from '../model/table'
import { BadInput } from './bad-input'

/** A number with one comma and no point, as R's write.csv2 and Excel in much of Europe write decimals. */
const COMMA = /^[+-]?\d+,\d+$/
/** One that may as well be whole, with a separator of thousands. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/
/** Ratings of hundreds beside 1.250 make a decimal point most unlikely. */
const LARGE = 100
/** Separators of files in which decimals have a comma and thousands may have a point. */
const EUROPEAN: ReadonlySet<string> = new Set([';', '\t'])

export const hasDecimalComma = (text: string): boolean => COMMA.test(text)
export const withPoint = (text: string): string => text.replace(',', '.')

/** Whether points may separate thousands in a file with this separator and a highest rating of this size. */
export const mayHaveThousands = (delimiter: string | null, most: number): boolean =>
  EUROPEAN.has(delimiter ?? '') && most >= LARGE

/** Counts how the numbers of a column are written, which only all of them together can tell. */
export class NumberNotation {
  private commas = 0
  private certain = 0
  private points = 0
  private certainPoints = 0
  private largest = 0
  private firstPoint: { text: string; place: string } | null = null

  /** @param place as a sentence begins with it: line 3, column "A" */
  take(text: string, place: () => string): void {
    const thousands = THOUSANDS.test(text)
    if (COMMA.test(text)) {
      this.commas++
      if (!thousands) this.certain++
    } else if (text.includes('.') && isNumeric(text)) {
      this.points++
      if (!thousands) this.certainPoints++
      else this.firstPoint ??= { text, place: place() }
    } else if (isNumeric(text)) this.largest = Math.max(this.largest, Math.abs(Number(text)))
  }

  /** Whether every number that is not whole has a comma, and at least one cannot be a number of thousands. */
  get decimalCommas(): boolean {
    return this.certain > 0 && this.points === 0
  }

  get hasCommas(): boolean {
    return this.commas > 0
  }

  /** @throws BadInput where points may separate thousands: 1.250 beside 900 in a file with semicolons or tabs */
  refuseThousands(delimiter: string | null | undefined): void {
    const { firstPoint } = this
    if (firstPoint === null || this.certainPoints > 0 || this.largest < LARGE || !EUROPEAN.has(delimiter ?? '')) return
    const { text, place } = firstPoint
    throw new BadInput(
      `${place}: ${text} may be ${text.replace('.', '')} with a point between the thousands, or ${Number(text)}, and other values are as large as ${this.largest}; write numbers without a separator of thousands`,
    )
  }
}

export const DECIMAL_COMMA_NOTE = {
  code: 'DECIMAL_COMMA',
  message: 'The numbers have a decimal comma and were read so: 2,5 is two and a half.',
}
