import { expect, test } from 'vitest'
import { criterionIds, kitFolder } from '../../../test/setup/kit-folder'
import { parse, problems } from '../../../test/setup/kit-problems'

const steps = `    steps:
      no-figure: 'Begins to draw before any figure has been read. **No figure is used, even when asked for one.**'
      when-asked: '**Uses a figure in answer to the question which of them matters**, and not before.'
      settles-choice: 'In addition, **settles a choice by that figure**, saying the step from one to the other.'
      turning-point: 'In addition, **names the figure at which the choice would turn** to another one.'
      whose-choice: 'In addition, **names who would have to agree to another choice**, by role and not by name.'
    level_at:
      mid: [when-asked, settles-choice, turning-point]
      senior: [when-asked, settles-choice, turning-point]
      staff: [settles-choice, turning-point, whose-choice]
`

const examples = `      sizing:
        steps:
          no-figure: 'It should be three machines, I think.'
          when-asked: 'The thousand rows a second matter most.'
          settles-choice: 'A thousand over three hundred is four machines.'
          turning-point: 'From twelve hundred rows a second on it is five.'
          whose-choice: 'Whoever pays for the fifth has to agree.'
`
const four = (id: string) =>
  `      ${id}: { 1: 'Nothing is said about ${id}.', 2: 'A word is said about ${id}.', 3: 'A sum is said about ${id}.', 4: 'Two sums are said about ${id}.' }\n`

const gates = `    gates:
      - { from: 5, until: 20, question: 2, criterion: sizing, step: turning-point, say: Ask question 2 only after minute 20. }
`

/** The small kit with its first criterion, examples and a gate written by step; `change` edits the interviews' file. */
function byStep(change: (interviews: string) => string = (text) => text) {
  const files = kitFolder()
  const criteria = files.get('criteria.yaml') ?? ''
  const interviews = files.get('interviews.yaml') ?? ''
  files.set('criteria.yaml', criteria.replace(/ {4}anchors:\n(?: {6}\d: .*\n){4}/, steps))
  files.set(
    'interviews.yaml',
    change(
      interviews
        .replace('    opening_script', `${gates}    opening_script`)
        .replace(/sounds_like: .*\n/, `sounds_like:\n${examples}${criterionIds.slice(1).map(four).join('')}`),
    ),
  )
  return files
}

test('steps become anchors, examples and closed levels of each seniority', () => {
  const parsed = parse(byStep())
  expect(parsed.ok ? [] : parsed.problems).toEqual([])
  if (!parsed.ok) return
  const [criterion] = parsed.kit.criteria
  expect(criterion?.anchors).toMatchObject({
    senior: { 1: expect.stringMatching(/^Begins to draw/) as string },
    staff: { 1: expect.stringMatching(/^At most: \*\*Uses a figure/) as string },
  })
  expect(criterion).not.toHaveProperty('steps')
  const [interview] = parsed.kit.interviews
  expect(interview?.sounds_like).toMatchObject({
    sizing: { staff: { 4: 'Whoever pays for the fifth has to agree.' } },
    tests: { 1: 'Nothing is said about tests.' },
  })
  expect(interview?.gates).toEqual([
    {
      from: 5,
      until: 20,
      question: 2,
      criterion: 'sizing',
      say: 'Ask question 2 only after minute 20.',
      closes: { mid: 4, senior: 4, staff: 3 },
    },
  ])
})

test.each([
  [
    'an example is missing',
    (text: string) => text.replace(/ {10}whose-choice: .*\n/, ''),
    'The step "whose-choice" is missing; expected an example of each step.',
  ],
  [
    'an example of a step that there is not',
    (text: string) => text.replace('whose-choice:', 'whose-turn:'),
    'The criterion "sizing" has no step "whose-turn".',
  ],
  [
    'examples by step where the criterion has levels',
    (text: string) => text.replace('      sizing:', '      tests:').replace(four('tests'), four('sizing')),
    'The criterion "tests" has no steps; write levels 1 to 4 here.',
  ],
  [
    'a gate with a step that there is not',
    (text: string) => text.replace('step: turning-point', 'step: turn'),
    'The criterion "sizing" has no step "turn".',
  ],
  [
    'a gate that closes nothing',
    (text: string) => text.replace('step: turning-point, ', ''),
    'Expected either "step" or "level": the first one that can no longer be shown.',
  ],
])('%s: told with its line', (_, change, message) => {
  const found = problems(byStep(change))
  expect(found.map((problem) => problem.message)).toContain(message)
  expect(found.every(({ file, line }) => file === 'interviews.yaml' && line > 10)).toBe(true)
})
