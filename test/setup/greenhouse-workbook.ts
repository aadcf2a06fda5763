/** A workbook as Greenhouse's template has it: 5,000 lines, of which one of each kind below cannot be imported. */

export const COLUMNS = [
  'First Name',
  'Last Name',
  'Company',
  'Title',
  'Notes',
  'Email',
  'Phone',
  'Social Media',
  'Website',
  'Address',
  'Source',
  'Who gets credit',
  'Job',
  'Milestone',
  'Candidate Tags',
]
export const LINES = 5_000

type Line = Partial<Record<(typeof COLUMNS)[number], string>>

const at = (line: number): Line => ({
  'First Name': 'Person',
  'Last Name': String(line),
  Company: 'Example',
  Email: `person${line}@example.org`,
  Phone: `+49 30 ${line}`,
  Source: 'Referral',
  Job: 'Senior ML engineer, Ranking',
  Milestone: 'Application review',
})

/** The kinds of line that cannot be imported, each with words of the sentence that says why. */
export const BAD_LINES: [change: Line, sentence: string][] = [
  [{ 'First Name': '', 'Last Name': '' }, 'Give the candidate’s name.'],
  [{ 'First Name': '\u200b', 'Last Name': '\u2060' }, 'Give the candidate’s name.'],
  [{ 'Last Name': 'N'.repeat(130) }, 'Use at most 120 characters.'],
  [{ Email: 'no-address' }, '“no-address” is not an e-mail address.'],
  [{ Email: 'maria@' }, '“maria@” is not an e-mail address.'],
  [{ Email: 'maria@localhost' }, '“maria@localhost” is not an e-mail address.'],
  [{ Email: '@example.org' }, '“@example.org” is not an e-mail address.'],
  [{ Email: 'ok@example.org; broken@' }, '“ok@example.org; broken@” is not an e-mail address.'],
  [{ Email: 'two words@example.org' }, '“two words@example.org” is not an e-mail address.'],
  [{ Email: 'maria@@example.org' }, '“maria@@example.org” is not an e-mail address.'],
  [{ Email: `${'x'.repeat(250)}@example.org` }, 'is not an e-mail address.'],
  [{ Email: 'see website' }, '“see website” is not an e-mail address.'],
  [{ Phone: '9.61123E+11' }, '"9.61123E+11" is a long number that a spreadsheet has shortened'],
  [{ Phone: '9,6E+11' }, '"9,6E+11" is a long number that a spreadsheet has shortened'],
  [{ Phone: '4.9E10' }, '"4.9E10" is a long number that a spreadsheet has shortened'],
  [{ Phone: '#ERROR!' }, '"#ERROR!" is an error of a spreadsheet'],
  [{ Phone: '#NAME?' }, '"#NAME?" is an error of a spreadsheet'],
  [{ Phone: '#VALUE!' }, '"#VALUE!" is an error of a spreadsheet'],
  [{ Phone: '#REF!' }, '"#REF!" is an error of a spreadsheet'],
  [{ Phone: '#NUM!' }, '"#NUM!" is an error of a spreadsheet'],
  [{ Phone: '#DIV/0!' }, '"#DIV/0!" is an error of a spreadsheet'],
  [{ Phone: '=+4915100000' }, '"=+4915100000" is a formula'],
  [{ Phone: 'call me at home, but only after six o’clock in the evening' }, 'is too long for a telephone number.'],
  [{ 'Last Name': '0', Email: 'person0@example.org' }, 'Duplicate of line 2 of this file.'],
  [{ 'Last Name': '1', Email: 'PERSON1@Example.org' }, 'Duplicate of line 3 of this file.'],
  [{ 'Last Name': '2', Email: '\u200bperson2@example.org' }, 'Duplicate of line 4 of this file.'],
  [{ 'Last Name': '3', Email: 'mailto:person3@example.org' }, 'Duplicate of line 5 of this file.'],
  [{ 'Last Name': '4', Email: 'Person 4 <person4@example.org>' }, 'Duplicate of line 6 of this file.'],
  [{ 'Last Name': '5', Email: 'new@example.org, person5@example.org' }, 'Duplicate of line 7 of this file.'],
  [{ Job: 'Barista' }, 'Left out, as chosen for this job.'],
  [{ Notes: 'x'.repeat(20_001) }, 'at most 20,000 are stored.'],
  [{ Source: 'x'.repeat(401) }, 'at most 400 are stored.'],
  [{ Milestone: 'x'.repeat(401) }, 'at most 400 are stored.'],
  [{ 'Candidate Tags': 'x, '.repeat(200) }, 'at most 400 are stored.'],
]

/** The first line that is not sound; those before it are new people. */
const FIRST_BAD = 100
/** The last line of the file is the person of the first, for another job. */
export const FINE = LINES - BAD_LINES.length - 1

/** The rows of the sheet, without the header. */
export const workbookRows = (): string[][] =>
  Array.from({ length: LINES }, (_, line) => {
    const bad: Line = BAD_LINES[line - FIRST_BAD]?.[0] ?? {}
    const again: Line = line === LINES - 1 ? { ...at(0), Job: 'Plumber', Notes: 'Asked for both.' } : {}
    const cells: Line = { ...at(line), ...bad, ...again }
    return COLUMNS.map((column) => cells[column] ?? '')
  })
