import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { promptFile, type Kit } from '~/domain/kit/schema'
import { encode, itemsAt, textAt, toContent, type Node } from '~/domain/kit-draft/content'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../../test/setup/kits'
import { fieldsIn, leaves } from '../../../../test/setup/draft-leaves'
import { PartFields } from '../part-form'
import { PromptFields } from './prompt-fields'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})

/** What the page of a prompt does not edit, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  id: 'Cases and the log of which candidate saw which prompt name it; it is given once, from the title.',
  handed_out: 'Each exhibit has a page of its own.',
  on_request: 'Each exhibit has a page of its own.',
  generator: 'It is written as a whole, on a page of its own.',
}

const choices = { kinds: [], criteria: [], lines: [], facts: [] }
const base = ['prompts', 'one']

const fieldsOf = (node: Node) =>
  fieldsIn(
    renderToStaticMarkup(
      <PartFields base={base} node={node} problems={[]} locked={false}>
        <PromptFields choices={choices} exhibits={null} />
      </PartFields>,
    ),
  )

/** What our kits do not use, so that it is looked for too. */
const older = {
  id: 'older',
  name: 'Older',
  kind: 'system-design',
  topic: 'payments',
  rates: ['sizing'],
  candidate_text: 'A text.',
  stages: [{ name: 'Size it', ask: 'How large?', weak: 'Guesses.', sound: 'Adds up.', excellent: 'Doubts it.' }],
  levels: { sizing: { mid: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } }, gone: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } },
}

test('every value of every prompt of our kits has a field, and so has what only older kits use', () => {
  const prompts = [
    ...kits.flatMap((kit) => itemsAt(toContent(kit), ['prompts']).map(([, item]) => item)),
    encode(older, ''),
  ]
  expect(prompts.length).toBeGreaterThan(50)
  for (const prompt of prompts) {
    const fields = fieldsOf(prompt)
    const missing = leaves(prompt, base, Object.keys(ELSEWHERE)).filter((place) => !fields.has(place))
    expect(missing, textAt(prompt, ['id'])).toEqual([])
  }
})

test('no key of the format is left out', () => {
  const known = new Set([...kits.flatMap(({ prompts }) => prompts.flatMap(Object.keys)), ...Object.keys(older)])
  expect(Object.keys(promptFile.shape).filter((key) => !known.has(key))).toEqual([])
  expect(Object.keys(ELSEWHERE).filter((key) => !(key in promptFile.shape))).toEqual([])
})
