import { expect, test } from 'vitest'
import { agrees, checkSheet, parseFact, workOutSheet } from './check-sheet'

const figure = (id: string, is: string, value: number, needs?: string[]) => ({
  id,
  is,
  unit: 'u',
  value,
  ...(needs && { needs }),
})
const prompt = {
  givens: { traffic: { qps: [10000, 'requests/s', 'At the peak'], items: [500, 'items', 'Each'] } },
  facts: { quota: '[supply] Twelve now, the rest in ten weeks. quota = 12' },
  check_sheet: {
    accept_within_factor: 1.5,
    figures: [figure('rate', 'qps * items', 5e6), figure('share', 'rate / quota', 416667, ['quota'])],
  },
} satisfies Parameters<typeof checkSheet>[0]

test('figures are worked out in order from givens, earlier figures and facts they need', () => {
  expect(checkSheet(prompt)).toEqual([])
  expect(workOutSheet(prompt).figures.map(({ computed }) => computed)).toEqual([5e6, 5e6 / 12])
})

test('another given changes every figure that rests on it', () => {
  expect(workOutSheet(prompt, { items: 300 }).figures.map(({ computed }) => computed)).toEqual([3e6, 3e6 / 12])
})

test('a figure before the one it uses, or with the name of a given, is a mistake', () => {
  const [rate, share] = prompt.check_sheet.figures
  const turned = {
    ...prompt,
    check_sheet: { accept_within_factor: 1.5, figures: [share!, rate!, figure('qps', '1', 1)] },
  }
  expect(checkSheet(turned).map(({ index }) => index)).toEqual([0, 2])
})

test('a fact gives its subject, its words and the numbers it sets', () => {
  expect(parseFact('both', '[supply, price] Twelve at 3 USD. quota = 12 price_usd = 3.5')).toEqual({
    id: 'both',
    subject: 'supply, price',
    told: 'Twelve at 3 USD.',
    sets: { quota: 12, price_usd: 3.5 },
  })
  expect(parseFact('plain', '[staleness] Six hours.').sets).toEqual({})
})

test.each([
  [0.83, 0.8333, true],
  [0.84, 0.8333, false],
  [4, 4, true],
  [4, 4.4, false],
  [83570, 83570.4, true],
  [83600, 83570.4, true],
  [84500, 83570.4, false],
  [443, 443.08, true],
  [-2.7, -2.71, true],
])('a written %d stands for a computed %d: %s', (written, computed, expected) => {
  expect(agrees(written, computed)).toBe(expected)
})
