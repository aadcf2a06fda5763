import { addressesIn, plainCell } from './cells'

const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/
const FEWEST_DIGITS = 7

/** Whether a cell is a telephone number and nothing else. */
export function looksLikePhone(cell: string): boolean {
  const text = plainCell(cell).replace(/^'+/, '').replace(/^tel:/i, '')
  const digits = text.replace(/\D/g, '').length
  return /^[+\d\s().\/-]+$/.test(text) && digits >= FEWEST_DIGITS && digits <= 15 && !DATE.test(text)
}

/** The first cell of a header that is an e-mail address or a telephone number, so that the line is a person's; else null. */
export const dataInHeader = (header: readonly string[]): string | null =>
  header.find((cell) => {
    const { addresses, wrong } = addressesIn(cell)
    return (addresses.length > 0 && wrong === null) || looksLikePhone(cell) || /^\+\d[\d\s]+$/.test(plainCell(cell))
  }) ?? null
