import { render } from '@testing-library/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { kitInterview, type Kit } from '~/domain/kit/schema'
import { applyAll } from '~/domain/kit-draft/change'
import { at, isBlock, isEntries, isItems, itemsAt, toContent, type Block, type Node } from '~/domain/kit-draft/content'
import { actChanges, actName, actOf } from '~/domain/kit-draft/form'
import { templateOf } from '~/domain/kit-draft/templates'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { InterviewFields } from './interview-fields'
import { PartFields } from './part-form'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})

const choices = { criteria: [], flags: [], kinds: [], lines: [] }

/** The places of a draft that a field of the page edits. */
function edited(content: Block, key: string): Set<string> {
  const base = ['interviews', key]
  const { container, unmount } = render(
    <form>
      <PartFields base={base} node={at(content, base)!} problems={[]} locked={false}>
        <InterviewFields choices={choices} idFixed={false} />
      </PartFields>
    </form>,
  )
  const names = [...container.querySelectorAll('[name^="set:"]')].map((one) => one.getAttribute('name') ?? '')
  const shown = new Set([...container.querySelectorAll('[name^="was:"]')].map((one) => one.getAttribute('name')))
  const places = names.map((name) => name.split(':').slice(2).join(':'))
  for (const place of places) expect(shown).toContain(`was:${place}`)
  expect(new Set(names).size).toBe(names.length)
  unmount()
  return new Set(places)
}

function leaves(node: Node, path: string[]): string[] {
  if (isItems(node)) return node['#'].flatMap(([key, item]) => leaves(item, [...path, key]))
  if (isEntries(node)) return node['##'].flatMap(([key, entry]) => leaves(entry, [...path, key]))
  if (isBlock(node)) return Object.entries(node).flatMap(([field, inner]) => leaves(inner, [...path, field]))
  return [path.join('/')]
}

describe('the page of an interview', () => {
  test('has a field for everything that the interviews of our kits say', () => {
    let count = 0
    for (const kit of kits) {
      const content = toContent(kit)
      for (const [key, interview] of itemsAt(content, ['interviews'])) {
        const places = edited(content, key)
        const all = leaves(interview, ['interviews', key])
        expect(all.filter((leaf) => !places.has(leaf))).toEqual([])
        count += all.length
      }
    }
    expect(count).toBeGreaterThan(1_000)
  }, 60_000)

  test('has a field for every key that an interview can have', () => {
    const [kit] = kits
    let content = toContent({ ...kit!, interviews: [{ ...kit!.interviews[0]!, source: undefined, raters: undefined }] })
    const [[key] = ['']] = itemsAt(content, ['interviews'])
    const base = ['interviews', key]
    for (const list of ['source', 'never_ask', 'gates', 'red_flags', 'leave_alone', 'focus'])
      act(actName.add([...base, list]))
    for (const part of ['help', 'prompts', 'for_candidate', 'first_time'])
      if (at(content, [...base, part]) === null) act(actName.begin([...base, part], null))
    const keys = new Set([...edited(content, key)].map((place) => place.split('/')[2]))
    expect(Object.keys(kitInterview.shape).filter((name) => !keys.has(name))).toEqual([])

    function act(pressed: string) {
      const done = actChanges(content, actOf(pressed)!, `n${pressed.length}`, templateOf)
      if ('problem' in done) throw new Error(`${pressed}: ${done.problem}`)
      const result = applyAll(content, done.changes)
      if (result.is === 'conflict') throw new Error(pressed)
      content = result.content as Block
    }
  })
})
