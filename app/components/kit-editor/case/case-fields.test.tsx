import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { calibrationCase, type Kit } from '~/domain/kit/schema'
import { itemsAt, textAt, toContent, type Block } from '~/domain/kit-draft/content'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../../test/setup/kits'
import { fieldsIn, leaves } from '../../../../test/setup/draft-leaves'
import { PartFields } from '../part-form'
import { CaseFields } from './case-fields'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})

/** Given once, from the title: practice ratings name it. */
const ELSEWHERE = ['id']
const base = ['calibration_cases', 'one']

test('every value of every case of our kits has a field, and no key of the format is left out', () => {
  const known = new Set<string>()
  let cases = 0
  for (const kit of kits) {
    const content = toContent(kit)
    const choices = {
      interviews: kit.interviews.map(({ id, name, focus }) => ({ id, name, focus, prompts: [] })),
      criteria: [],
    }
    for (const [, node] of itemsAt(content, ['calibration_cases'])) {
      const html = renderToStaticMarkup(
        <PartFields base={base} node={node} problems={[]} locked={false}>
          <CaseFields choices={choices} />
        </PartFields>,
      )
      const fields = fieldsIn(html)
      const places = leaves(node, base, ELSEWHERE)
      expect(
        places.filter((place) => !fields.has(place)),
        textAt(node, ['id']),
      ).toEqual([])
      for (const field of Object.keys(node as Block)) known.add(field)
      cases++
    }
  }
  expect(cases).toBeGreaterThan(50)
  expect(Object.keys(calibrationCase.shape).filter((key) => !known.has(key))).toEqual([])
})
