import { isNumeric } from '../../model/table'

/** Notations that other programs read as numbers: 0x2, 1_000, digits of another script, a minus sign that is no hyphen. */
const OTHER_NOTATION =
  /^[+-]?0[xob][\da-f_]+$|^[+-]?\d+(?:_\d+)+(?:\.\d+)?$|^[+\-\u2212]?[.,]?\p{Nd}[\p{Nd}.,\u066b\u066c]*$|^[+-]?inf(?:inity)?$/iu
/** Numbers as people write them: 2,5 or 1 000 or 50 %. */
const WRITTEN_NUMBER = /^[+-]?\d[\d.,'\u2019\s]*%?$/u

/** Whether a cell is a number to its writer although it is not written as one such as 3 or 2.5. */
export const isOddNumber = (text: string): boolean =>
  !isNumeric(text) && (OTHER_NOTATION.test(text) || WRITTEN_NUMBER.test(text))

/**
 * The same among categories, where 1.2.3 or 2,5 are names like any other, but 0x2 or digits of another script would be a second
 * spelling of a code beside them.
 */
export const isOddCode = (text: string): boolean =>
  isOddNumber(text) && !/^[+-]?[\d.,]+$/.test(text) && OTHER_NOTATION.test(text)

/** A code with leading zeros, such as 007: a name made of digits. */
export const isCodeOfDigits = (text: string): boolean => /^[+-]?0\d/.test(text)
