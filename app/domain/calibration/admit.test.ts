import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admittedVersion, standingVersion, type VersionOfCard } from './admit'

const version = (number: number, kind: VersionOfCard['kind'], blind: boolean): VersionOfCard => ({
  number,
  kind,
  blind,
})

describe('which version of a scorecard enters a fit', () => {
  test('the latest written blind, though a later one was written with open eyes', () => {
    const versions = [version(1, 'submission', true), version(2, 'amendment', true), version(3, 'amendment', false)]
    expect(admittedVersion(versions)?.number).toBe(2)
    expect(standingVersion(versions)?.number).toBe(3)
  })

  test('none where nothing was written blind, or nothing at all', () => {
    expect(admittedVersion([version(1, 'submission', false)])).toBeNull()
    expect(admittedVersion([])).toBeNull()
  })

  test('none once withdrawn, and what came before stays withdrawn', () => {
    const withdrawn = [version(1, 'submission', true), version(2, 'withdrawal', true)]
    expect(admittedVersion(withdrawn)).toBeNull()
    expect(standingVersion(withdrawn)).toBeNull()
    expect(admittedVersion([...withdrawn, version(3, 'amendment', false)])).toBeNull()
    expect(admittedVersion([...withdrawn, version(3, 'amendment', true)])?.number).toBe(3)
  })

  test('the order in which versions arrive changes nothing', () => {
    const kinds = fc.constantFrom<VersionOfCard['kind']>('submission', 'amendment', 'withdrawal')
    const cards = fc.uniqueArray(
      fc.record({ number: fc.integer({ min: 1, max: 9 }), kind: kinds, blind: fc.boolean() }),
      {
        selector: ({ number }) => number,
      },
    )
    fc.assert(
      fc.property(cards, (versions) => {
        expect(admittedVersion([...versions].reverse())).toEqual(admittedVersion(versions))
      }),
    )
  })
})
