import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPacket, type PacketSource } from '~/domain/packet/build-packet'
import { packetView } from '~/domain/packet/packet-view'
import { drawing, scored, source } from '../../../test/setup/packet-source'
import { packetAbstract, sensitivitySummary, packetQuestion, stepRows } from './labels'

const view = (given: Partial<PacketSource> = {}, erased: number[] = []) =>
  packetView(buildPacket(source(given)), drawing(erased))
const steps = (severity: number, halo: number, shrinkage: number, other: number) => {
  const score = 3 + severity + halo + shrinkage + other
  const value = scored({
    score,
    lower: score - 0.3,
    upper: score + 0.3,
    steps: { rawMean: 3, severity, halo, shrinkage, other },
  })
  return view({ score: { basis: 'run', value } })
}

test('the steps add up as they are read, whatever they round to', () => {
  const step = fc.double({ min: -0.4, max: 0.4, noNaN: true })
  fc.assert(
    fc.property(step, step, step, step, (severity, halo, shrinkage, other) => {
      const rows = stepRows(steps(severity, halo, shrinkage, other))
      for (const [at, { change, now }] of rows.entries())
        if (change !== null) expect(now).toBeCloseTo(rows[at - 1]!.now + change, 9)
      expect(rows.at(-1)!.now).toBeCloseTo(rows.at(-2)!.now, 9)
    }),
  )
})

test('the finding says what moved the score and where the doubt is', () => {
  expect(packetAbstract(steps(0.14, -0.04, 0, 0))).toBe(
    'Raw mean 3.00; interviewer severity +0.14, halo −0.04: calibrated score 3.10. The bar is 3.0. The least certain criterion is explaining: no one rated it.',
  )
  expect(packetAbstract(view({ run: null, score: null, rescore: null }))).toBe('There is no calibrated score yet.')
})

test('the sum of the finding adds up as it is read', () => {
  const step = fc.double({ min: -0.4, max: 0.4, noNaN: true })
  fc.assert(
    fc.property(step, step, step, step, (severity, halo, shrinkage, other) => {
      const [sum = ''] = packetAbstract(steps(severity, halo, shrinkage, other)).split('. The bar')
      const cents = [...sum.matchAll(/[+−]?\d\.\d\d/g)].map(([one]) => Math.round(Number(one.replace('−', '-')) * 100))
      expect(cents.slice(0, -1).reduce((all, one) => all + one, 0)).toBe(cents.at(-1))
    }),
  )
  expect(packetAbstract(steps(0, 0, 0, 0))).toContain('Raw mean 3.00; no correction: calibrated score 3.00.')
})

test('only a severity that may be named is named', () => {
  const why = (people: PacketSource['people']) =>
    stepRows(view({ people })).find(({ label }) => label === 'Severity')!.why
  const { people } = source()
  expect(why(people)).toBe('Anna rates lower than others')
  expect(why(people.map((person) => ({ ...person, severity: null })))).toContain('no severity is known well enough')
})

test('an erased name gives way to the number', () => {
  expect(packetQuestion(view())).toBe('Should we hire Ada Quill as senior ML engineer?')
  expect(packetQuestion(view({}, [1]))).toBe('Should we hire Candidate 7 as senior ML engineer?')
})

test('the sensitivity analysis names the changes that would change the outcome', () => {
  expect(sensitivitySummary(view())).toContain('bar at 2.8')
  const firm = scored({ probabilityAboveBar: 0.9 })
  expect(sensitivitySummary(view({ score: { basis: 'run', value: firm }, rescore: () => firm }))).toBe(
    'The decision rule gives the same answer in every row.',
  )
})
