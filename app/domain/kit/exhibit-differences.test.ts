import { expect, test } from 'vitest'
import { broken, kitFolder } from '../../../test/setup/kit-folder'
import { exhibitDifferences } from './exhibit-differences'
import { parseKit } from './parse-kit'

function differences(files: Map<string, string>) {
  const parsed = parseKit('data-engineer', files, () => '')
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  return exhibitDifferences(parsed.kit)
}

test('exhibits that their generator made are as they should be', () => {
  expect(differences(kitFolder())).toEqual([])
})

test('a cell changed by hand, and a parameter changed without making the exhibits anew', () => {
  const edited = differences(broken('exhibits/size-it/load.csv', '2026-06-02,10.0', '2026-06-02,11.0'))
  expect(edited).toMatchObject([{ file: 'exhibits/size-it/load.csv', message: expect.stringContaining('--write') }])
  expect(differences(broken('prompts/size-it.yaml', 'level: 10', 'level: 12'))).toHaveLength(1)
})

test('a generator that fails, or makes an exhibit that is not there', () => {
  const failing = differences(broken('prompts/size-it.yaml', 'rate: [level, 1]', 'rate: [levle, 1]'))
  expect(failing).toMatchObject([{ file: 'prompts/size-it.yaml', message: expect.stringContaining('levle') }])
  const other = differences(broken('prompts/size-it.yaml', '    load: { every', '    loud: { every'))
  const message = 'The generator makes "loud", and the prompt has no exhibit of this id.'
  expect(other).toMatchObject([{ file: 'prompts/size-it.yaml', message }])
})

test('an exhibit beside those that the generator makes is a file that somebody wrote', () => {
  const files = broken(
    'prompts/size-it.yaml',
    'handed_out:\n',
    'handed_out:\n  - { id: notes, name: Notes, rows: one row, columns: { day: day }, shows: What was noted., hides: Everything else. }\n',
  )
  files.set('exhibits/size-it/notes.csv', 'day\n2026-06-01\n')
  expect(differences(files)).toEqual([])
})

test('a written table gets the header that the prompt describes', () => {
  const files = broken(
    'prompts/size-it.yaml',
    'load: { every: 24, count: 2, columns: { date: date, rate: [level, 1] } }',
    'load: { rows: [["2026-06-01", 10.5]] }',
  )
  files.set('exhibits/size-it/load.csv', 'date,rate\n2026-06-01,10.5\n')
  expect(differences(files)).toEqual([])
})
