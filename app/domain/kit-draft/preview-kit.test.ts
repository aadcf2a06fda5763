import { beforeAll, describe, expect, test } from 'vitest'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { canonical } from '../kit/canonical'
import type { Kit } from '../kit/schema'
import { beginEmpty } from './begin'
import { applyAll } from './change'
import { at, toContent, type Block, type Node } from './content'
import { previewKit } from './preview-kit'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})

const changed = (content: Block, path: string[], after: Node): Block => {
  const result = applyAll(content, [{ op: 'set', path, before: at(content, path) ?? null, after }])
  if (result.is === 'conflict') throw new Error(path.join('/'))
  return result.content as Block
}

describe('the preview of a draft', () => {
  test('without mistakes is the kit that is published', () => {
    for (const kit of kits) {
      const { kit: shown, problems } = previewKit(toContent(kit))
      expect(problems).toEqual([])
      expect(canonical(shown)).toBe(canonical(kit))
    }
  })

  test('with one mistake says it, and shows all that has nothing to do with it', () => {
    for (const kit of kits) {
      const [first, ...others] = kit.interviews
      const content = changed(toContent(kit), ['interviews', first!.id, 'minutes'], 'an hour')
      const { kit: shown, problems } = previewKit(content)
      expect(problems.map(({ path }) => path.join('/'))).toEqual([`interviews/${first!.id}/minutes`])
      expect(shown.interviews[0]!.minutes).toBe(first!.minutes)
      expect(meaningful(shown.interviews.slice(1))).toEqual(meaningful(others))
      expect(meaningful(shown.criteria)).toEqual(meaningful(kit.criteria.map(({ source: _, ...rest }) => rest)))
      expect(meaningful(shown.red_flags)).toEqual(meaningful(kit.red_flags))
      expect(shown.prompts.map(({ candidate_text }) => candidate_text)).toEqual(
        kit.prompts.map(({ candidate_text }) => candidate_text),
      )
      expect(shown.prompts.map(({ levels }) => levels ?? {})).toEqual(kit.prompts.map(({ levels }) => levels ?? {}))
      expect(meaningful(shown.prompts.map(({ handed_out }) => handed_out))).toEqual(
        meaningful(kit.prompts.map(({ handed_out }) => handed_out)),
      )
    }
  })

  test('that has nothing but gaps shows what is to be written', () => {
    const { kit, problems } = previewKit(beginEmpty({ key: 'ours', name: 'Ours' }))
    expect(problems.length).toBeGreaterThan(10)
    expect(kit.interviews[0]).toMatchObject({ minutes: 60, purpose: 'TODO: one sentence on its purpose.' })
  })
})

const LEFT_OUT = new Set(['source', 'calibrated_as', 'raters'])
/** Without what no preview shows, and without lists that are empty. */
const meaningful = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(meaningful)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, inner]) =>
            LEFT_OUT.has(key) || isEmpty(inner) ? [] : [[key, meaningful(inner)]],
          ),
        )
      : value
const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
