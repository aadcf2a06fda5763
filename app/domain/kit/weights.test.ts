import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { parseKit } from './parse-kit'
import { criterionWeights } from './weights'

function kit() {
  const parsed = parseKit('data-engineer', kitFolder(), () => '')
  if (!parsed.ok) throw new Error('the sample folder is broken')
  return parsed.kit
}

const weight = (criterion: string, job: Parameters<typeof criterionWeights>[1]) =>
  criterionWeights(kit(), job).find((item) => item.criterion === criterion)

test('the need profile sets the weight and maturity moves it by one', () => {
  expect(weight('asking', { needProfile: 'balanced', maturity: 1 })).toMatchObject({ weight: 4, base: 3, change: 1 })
  expect(weight('rollout', { needProfile: 'production-heavy', maturity: 1 })).toMatchObject({
    weight: 3,
    base: 4,
    change: -1,
  })
  expect(weight('sizing', { needProfile: 'research-heavy', maturity: 3 })).toMatchObject({
    weight: 2,
    base: 2,
    change: 0,
  })
})

test('the reason gives both steps, and only those that were taken', () => {
  expect(weight('asking', { needProfile: 'balanced', maturity: 1 })?.reason).toBe(
    'Weight 3 for a balanced need: Nothing stands out in what the team lacks, so the weights stay close together. One more at maturity 1: The first data engineer has to find out what is needed at all.',
  )
  expect(weight('sizing', { needProfile: 'balanced', maturity: 1 })?.reason).not.toContain('maturity')
})

test('a weight never falls below 1', () => {
  const low = kit()
  low.criteria[2]!.weight['research-heavy'] = 1
  expect(criterionWeights(low, { needProfile: 'research-heavy', maturity: 1 })[2]).toMatchObject({
    weight: 1,
    change: 0,
  })
})
