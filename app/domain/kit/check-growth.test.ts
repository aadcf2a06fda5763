import { expect, test } from 'vitest'
import { growthProblem } from '../../../test/setup/growth'
import { checkKit } from './check-kit'
import { questionTimes } from './check-timing'
import type { Kit } from './schema'

const numbers = (size: number) => Array.from({ length: size }, (_, at) => at)
const lists = {
  lines: {},
  maturity: {},
  criteria: [],
  red_flags: [],
  interviews: [],
  prompts: [],
  calibration_cases: [],
}
const kit = (parts: object) => ({ id: 'k', ...lists, ...parts }) as unknown as Kit
const anchors = Object.fromEntries([1, 2, 3, 4].map((level) => [level, `**${level}**`]))
const criteria = (size: number) => numbers(size).map((at) => ({ id: `c${at}`, anchors }))

test.each([
  ['criteria', 2_000, (n: number) => kit({ criteria: criteria(n) })],
  ['lines and their sources', 2_000, linesAnswered],
  [
    'calibration cases',
    2_000,
    (n: number) => kit({ calibration_cases: numbers(n).map(() => ({ id: 'same', of: {} })) }),
  ],
])('%s of a kit are checked in linear time', async (_, n, of) => {
  expect(
    await growthProblem(n, (size) => {
      const given = of(size)
      return () => checkKit(given)
    }),
  ).toBeNull()
})

function linesAnswered(size: number) {
  const lines = Object.fromEntries(numbers(size).map((at) => [`l${at}`, 'a line']))
  return kit({ lines, red_flags: [{ id: 'f', source: Object.keys(lines) }] })
}
test('the minutes of questions are checked in linear time', async () => {
  const of = (size: number) => {
    const agenda = Object.fromEntries(numbers(size).map((at) => [`${at}-${at + 1}`, `question ${at + 1}`]))
    const given = { agenda, minutes: size, questions: numbers(size).map(() => ({ ask: 'What?', minutes: 1 })) }
    return () => questionTimes(given)
  }
  expect(await growthProblem(2_000, of)).toBeNull()
})
