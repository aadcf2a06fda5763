import { expect, test } from 'vitest'
import { candidatePrompt } from '~/domain/kit/candidate-view'
import { seniorities } from '~/domain/kit/schema'
import { apply } from '~/domain/kit-draft/change'
import { at, isBlock, isEntries, isItems, type Block, type Node } from '~/domain/kit-draft/content'
import { contentFromFiles } from '~/domain/kit-draft/from-files'
import { previewKit } from '~/domain/kit-draft/preview-kit'
import { kitFolder } from '../../../test/setup/kit-folder'
import { describeTask } from '../candidate-link/describe-task.server'
import { describeFirstTime, describeForCandidate } from '../kit/describe-kit.server'
import { describePrompt } from '../kit/describe-prompt.server'
import { describeInterviewPage } from '../kit/read-kit.server'

const ODD: Node[] = [{ '=': null }, 7, 'a "quote', { odd: { '#': [['i1', {}]] } }]

function preview(content: Block) {
  const { kit } = previewKit(content)
  for (const seniority of seniorities) {
    for (const interview of kit.interviews) {
      describeInterviewPage(kit, interview, seniority, kit)
      describeForCandidate(interview)
      describeFirstTime(kit, interview)
    }
    for (const prompt of kit.prompts) {
      describePrompt(kit, prompt, seniority)
      describeTask(candidatePrompt(prompt), null)
    }
  }
}

test('a preview is made whatever stands in a place of the draft', () => {
  const read = contentFromFiles(kitFolder(), { key: 'ours', name: 'Ours' })
  if (!read.ok) throw new Error('The small kit cannot be read.')
  const { content } = read
  const places = ['interviews', 'prompts', 'criteria', 'red_flags'].flatMap((list) =>
    placesIn(at(content, [list])!, [list]),
  )
  expect(places.length).toBeGreaterThan(150)
  for (const path of places)
    for (const after of ODD) {
      const result = apply(content, { op: 'set', path, before: at(content, path) ?? null, after })
      if (result.is === 'conflict') throw new Error(path.join('/'))
      expect(() => preview(result.content as Block), `${path.join('/')} is ${JSON.stringify(after)}`).not.toThrow()
    }
})

function placesIn(node: Node, path: string[]): string[][] {
  const inner = isItems(node)
    ? node['#']
    : isEntries(node)
      ? node['##'].map(([key, entry]): [string, Node] => [key, entry])
      : isBlock(node)
        ? Object.entries(node)
        : []
  return [...(path.length > 2 ? [path] : []), ...inner.flatMap(([key, one]) => placesIn(one, [...path, key]))]
}
