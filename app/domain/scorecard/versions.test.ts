import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countedVersion, currentVersion, shownVersion, whyNotCounted, type VersionFacts } from './versions'

const version = (number: number, kind: VersionFacts['kind'], blind: boolean): VersionFacts => ({
  number,
  kind,
  blind,
})

const counted = (versions: readonly VersionFacts[]) => countedVersion({ shadow: false, versions })

describe('which version of a scorecard enters a fit', () => {
  test('the latest written blind, though a later one was written with open eyes', () => {
    const versions = [version(1, 'submission', true), version(2, 'amendment', true), version(3, 'amendment', false)]
    expect(counted(versions)?.number).toBe(2)
    expect(currentVersion(versions)?.number).toBe(3)
  })

  test('none where nothing was written blind, or nothing at all', () => {
    expect(counted([version(1, 'submission', false)])).toBeNull()
    expect(counted([])).toBeNull()
  })

  test('none once withdrawn, and what came before stays withdrawn', () => {
    const withdrawn = [version(1, 'submission', true), version(2, 'withdrawal', true)]
    expect(counted(withdrawn)).toBeNull()
    expect(currentVersion(withdrawn)).toBeNull()
    expect(counted([...withdrawn, version(3, 'amendment', false)])).toBeNull()
    expect(counted([...withdrawn, version(3, 'amendment', true)])?.number).toBe(3)
  })

  test('the order in which versions arrive changes nothing', () => {
    const kinds = fc.constantFrom<VersionFacts['kind']>('submission', 'amendment', 'withdrawal')
    const cards = fc.uniqueArray(
      fc.record({ number: fc.integer({ min: 1, max: 9 }), kind: kinds, blind: fc.boolean() }),
      {
        selector: ({ number }) => number,
      },
    )
    fc.assert(
      fc.property(cards, (versions) => {
        expect(counted([...versions].reverse())).toEqual(counted(versions))
      }),
    )
  })
})

const kinds = fc.constantFrom<VersionFacts['kind']>('submission', 'amendment', 'withdrawal')
const scorecards = fc.record({
  shadow: fc.boolean(),
  versions: fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 9 }), kind: kinds, blind: fc.boolean() }), {
    selector: ({ number }) => number,
  }),
})

describe('one rule for what counts', () => {
  test('a version counts exactly if it rates, was written blind after the last withdrawal, and is the latest such', () => {
    fc.assert(
      fc.property(scorecards, (card) => {
        const counted = countedVersion(card)
        const last = Math.max(0, ...card.versions.map(({ kind, number }) => (kind === 'withdrawal' ? number : 0)))
        const candidates = card.versions.filter(({ number, blind }) => blind && number > last)
        const expected = card.shadow ? 0 : Math.max(0, ...candidates.map(({ number }) => number))
        expect(counted?.number ?? 0).toBe(expected)
        expect(counted?.kind).not.toBe('withdrawal')
      }),
    )
  })

  test('either a version counts or there is a reason why none does', () => {
    fc.assert(
      fc.property(scorecards, (card) => {
        expect(whyNotCounted(card) === null).toBe(countedVersion(card) !== null)
      }),
    )
  })

  test('what is shown is what counts, else the current version, and nothing of a withdrawn scorecard', () => {
    fc.assert(
      fc.property(scorecards, (card) => {
        const counted = countedVersion(card)
        const versions = card.versions.map((one) => ({ ...one, counts: one === counted }))
        const current = currentVersion(versions)
        const expected = current === null ? null : (counted?.number ?? current.number)
        expect(shownVersion(versions)?.number ?? null).toBe(expected)
      }),
    )
  })
})
