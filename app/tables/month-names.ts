/** Languages whose names of months are known: those in which spreadsheets of this field usually write them. */
const LANGUAGES = ['en', 'en-GB', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'cs']

/** Spellings in use beside those of the languages' own tables. */
const FURTHER: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['mrz', 3],
  ['maerz', 3],
]

const plain = (name: string) => name.toLowerCase().replaceAll('.', '').normalize('NFC').trim()

let known: ReadonlyMap<string, number> | null = null

/** Month (1 to 12) of a name or its abbreviation, with or without its full stop; null for any other word. */
export function monthNamed(word: string): number | null {
  known ??= monthNames()
  return known.get(plain(word)) ?? null
}

function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>(FURTHER)
  for (const language of LANGUAGES) {
    for (const month of ['long', 'short'] as const) {
      // Slavic languages decline a month that stands with a day.
      for (const form of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' })
        for (let m = 1; m <= 12; m++) {
          const part = format.formatToParts(Date.UTC(2025, m - 1, 15)).find(({ type }) => type === 'month')
          const name = plain(part?.value ?? '')
          if (name !== '' && !/\d/.test(name) && !names.has(name)) names.set(name, m)
        }
      }
    }
  }
  return names
}
