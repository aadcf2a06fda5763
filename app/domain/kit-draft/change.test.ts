import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../kit/canonical'
import { apply, applyAll, inverse, inverses, type Change } from './change'
import { at, type Block, type Node } from './content'
import { isNode } from './schemas'

const content: Block = {
  name: 'Data engineer',
  criteria: {
    '#': [
      [
        'diagnosis',
        { id: 'diagnosis', name: 'Debugging', terms: { '##': [['e1', { name: 'cause', value: 'what broke it' }]] } },
      ],
      ['sizing', { id: 'sizing', name: 'Sizing' }],
    ],
  },
}
const set = (path: string[], before: Node, after: Node): Change => ({ op: 'set', path, before, after })
const applied = (from: Node, change: Change) => {
  const result = apply(from, change)
  if (result.is === 'conflict') throw new Error(`conflict at ${change.path.join('/')}`)
  return result.content
}

describe('one change', () => {
  test('sets the field that its path names, and no other', () => {
    const after = applied(content, set(['criteria', 'sizing', 'name'], 'Sizing', 'Right-sizing'))
    expect(at(after, ['criteria', 'sizing', 'name'])).toBe('Right-sizing')
    expect(at(after, ['criteria', 'diagnosis'])).toEqual(at(content, ['criteria', 'diagnosis']))
    expect(at(content, ['criteria', 'sizing', 'name'])).toBe('Sizing')
  })

  test('is a conflict where somebody else wrote another text, with that text', () => {
    expect(apply(content, set(['name'], 'Engineer', 'Senior engineer'))).toEqual({
      is: 'conflict',
      current: 'Data engineer',
    })
  })

  test('that stands there already is done, whoever made it', () => {
    expect(apply(content, set(['name'], 'Engineer', 'Data engineer'))).toMatchObject({ is: 'done' })
    const item = at(content, ['criteria', 'sizing'])!
    expect(apply(content, { op: 'add', path: ['criteria'], key: 'sizing', item, behind: null })).toMatchObject({
      is: 'done',
    })
    expect(apply(content, { op: 'remove', path: ['criteria'], key: 'gone', item, behind: null })).toMatchObject({
      is: 'done',
    })
  })

  test('of an item that was removed is a conflict with nothing', () => {
    expect(apply(content, set(['criteria', 'gone', 'name'], 'Old', 'New'))).toEqual({
      is: 'conflict',
      current: undefined,
    })
  })

  test('removes only what its author saw', () => {
    const change: Change = { op: 'remove', path: ['criteria'], key: 'sizing', item: { id: 'sizing' }, behind: null }
    expect(apply(content, change)).toMatchObject({ is: 'conflict', current: { name: 'Sizing' } })
  })

  test('an emptied field is left out, and an empty one can be written', () => {
    const without = applied(content, set(['name'], 'Data engineer', null))
    expect(without).not.toHaveProperty('name')
    expect(applied(without, set(['name'], null, 'Data engineer'))).toEqual(content)
  })

  test('makes no prototype of a field’s name', () => {
    const after = applied(content, set(['__proto__'], null, 'x'))
    expect(({} as { x?: string }).x).toBeUndefined()
    expect(isNode(JSON.parse('{"__proto__":{"x":1}}'))).toBe(false)
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype)
  })
})

const leaf = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean())
const keyed = (item: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), item), { selector: ([key]) => key, maxLength: 5 })
    .map((items) => ({ '#': items }))
const kitLike = fc.record({
  name: leaf,
  criteria: keyed(fc.record({ id: leaf, notes: keyed(leaf) }) as fc.Arbitrary<Node>),
  flags: keyed(fc.record({ id: leaf }) as fc.Arbitrary<Node>),
}) as fc.Arbitrary<Block>

/** Any change that the content allows, of one of its two lists or its name. */
function changeOf(content: Block, place: 'name' | 'criteria' | 'flags'): fc.Arbitrary<Change> {
  if (place === 'name') return leaf.map((after) => set(['name'], content.name ?? null, after))
  const items = (content[place] as { '#': [string, Node][] })['#']
  const behind = fc.constantFrom(null, ...items.map(([key]) => key))
  const adding = fc
    .tuple(fc.constantFrom('x', 'y'), leaf, behind)
    .map(([key, id, after]): Change => ({ op: 'add', path: [place], key, item: { id }, behind: after }))
  if (items.length === 0) return adding
  const one = fc.constantFrom(...items)
  return fc.oneof(
    adding,
    one.map(([key, item]): Change => ({ op: 'remove', path: [place], key, item, behind: null })),
    fc
      .tuple(one, behind)
      .map(([[key], after]): Change => ({ op: 'move', path: [place], key, from: null, behind: after })),
    fc.tuple(one, leaf).map(([[key, item], after]) => set([place, key, 'id'], (item as Block).id ?? null, after)),
  )
}

const places = ['name', 'criteria', 'flags'] as const

test('what is applied and undone leaves the content as it was', () => {
  const cases = kitLike.chain((content) =>
    fc.tuple(
      fc.constant(content),
      fc.constantFrom(...places).chain((place) => changeOf(content, place)),
    ),
  )
  fc.assert(
    fc.property(cases, ([content, change]) => {
      const result = apply(content, change)
      if (result.is !== 'applied') return
      expect(canonical(applied(result.content, inverse(result.change)))).toBe(canonical(content))
      // Redone, it is what it was.
      const again = applied(applied(result.content, inverse(result.change)), inverse(inverse(result.change)))
      expect(canonical(again)).toBe(canonical(result.content))
    }),
    { numRuns: 500 },
  )
})

test('a send of several changes is undone as one', () => {
  const cases = kitLike.chain((content) =>
    fc.tuple(fc.constant(content), ...places.map((place) => changeOf(content, place))),
  )
  fc.assert(
    fc.property(cases, ([content, ...changes]) => {
      const made: Change[] = []
      let reached: Node = content
      for (const change of changes) {
        const result = apply(reached, change)
        if (result.is === 'conflict') continue
        if (result.is === 'applied') made.push(result.change)
        reached = result.content
      }
      const undone = applyAll(reached, inverses(made))
      expect(undone.is === 'done' && canonical(undone.content)).toBe(canonical(content))
    }),
    { numRuns: 300 },
  )
})

test('changes of different places commute', () => {
  const cases = kitLike.chain((content) =>
    fc.tuple(
      fc.constant(content),
      changeOf(content, 'criteria'),
      fc.oneof(changeOf(content, 'flags'), changeOf(content, 'name')),
    ),
  )
  fc.assert(
    fc.property(cases, ([content, one, other]) => {
      const [first, second] = [apply(content, one), apply(content, other)]
      if (first.is === 'conflict' || second.is === 'conflict') return
      expect(canonical(applied(first.content, other))).toBe(canonical(applied(second.content, one)))
    }),
    { numRuns: 500 },
  )
})

test('fields of one item commute with fields of another, and with an item put between them', () => {
  const name = set(['criteria', 'diagnosis', 'name'], 'Debugging', 'Debugging in production')
  const other = set(['criteria', 'sizing', 'name'], 'Sizing', 'Right-sizing')
  const added: Change = { op: 'add', path: ['criteria'], key: 'new', item: { id: 'new' }, behind: 'diagnosis' }
  const orders = [
    [name, other, added],
    [added, other, name],
    [other, added, name],
  ].map((changes) => changes.reduce<Node>(applied, content))
  expect(new Set(orders.map(canonical)).size).toBe(1)
})
