import { expect, test } from 'vitest'
import { criterionIds, kitFolder } from '../../../test/setup/kit-folder'
import { draftKit, idOf } from './draft-kit'
import { parseKit } from './parse-kit'
import type { Rubric } from './rubric-table'

const rubric = (scale: readonly string[], text: (name: string, level: string) => string): Rubric => ({
  criteria: criterionIds.map((name) => ({
    name: `About ${name}`,
    means: '',
    texts: new Map(scale.map((level) => [level, text(name, level)])),
  })),
  scale: [...scale],
  repeated: [],
  ignored: [],
})

const draft = (given: Rubric) => draftKit('data-engineer', 'Data engineer', given)
const problemsOf = (files: ReadonlyMap<string, string>) => {
  const parsed = parseKit('data-engineer', files, () => '')
  return parsed.ok ? [] : parsed.problems
}

/** What a person writes in place of each gap. */
const filled = (files: ReadonlyMap<string, string>) =>
  new Map(
    [...files].map(([file, text]) => [
      file,
      text
        .replace(/"TODO: technical, [^"]*"/g, 'technical')
        .replace(/"TODO: research, [^"]*"/g, 'engineering')
        .replace(
          /"TODO: (?:[^"\\]|\\.)*"/g,
          '"What a person writes here, in a sentence that is long enough for every place of a kit."',
        ),
    ]),
  )

/** The anchors of the sound kit of the tests. */
const anchors = new Map(
  [
    ...kitFolder()
      .get('criteria.yaml')!
      .matchAll(/- id: (\w+)|^ {6}(\d): '(.*)'$/gm),
  ].reduce<[string, string][]>((all, [, id, level, text]) => {
    if (id) return [...all, [id, '']]
    const current = all.findLast(([key]) => !key.includes(' '))![0]
    return [...all, [`${current} ${level}`, text!]]
  }, []),
)

test('with sound anchors all that is missing are the gaps, and a person who fills them has a kit', () => {
  const files = draft(rubric(['1', '2', '3', '4'], (name, level) => anchors.get(`${name} ${level}`)!))
  const problems = problemsOf(files)
  expect(problems.length).toBeGreaterThan(30)
  expect(problems.filter(({ message }) => !message.startsWith('Still to be written: '))).toEqual([])
  const gaps = [...files.values()].join('').match(/TODO: /g)!
  expect(problems).toHaveLength(gaps.length)
  expect(problemsOf(filled(files))).toEqual([])
})

test('levels of another scale are written as those of a kit; what cannot be decided is a gap that keeps the words', () => {
  const criteria = draft(
    rubric(['0', '1', '2', '3', '4', '5'], (_, level) => (level === '2' ? '' : `Words of ${level}`)),
  ).get('criteria.yaml')!
  expect(criteria).toContain(
    '"1": "TODO: make one anchor of these levels of the rubric. Level 0: Words of 0 Level 1: Words of 1"',
  )
  expect(criteria).toContain(
    '"2": "TODO: the anchor of level 2, at least 60 characters with the decisive words **marked**."',
  )
  expect(criteria).toContain('"3": "Words of 3"')
  expect(criteria).toContain(
    '"4": "TODO: make one anchor of these levels of the rubric. Level 4: Words of 4 Level 5: Words of 5"',
  )
  const without = draft(
    rubric(['-1', '0', '1', '2'], (_, level) =>
      level === '0' ? 'There was no evidence for or against this.' : `Words of ${level}`,
    ),
  )
  expect(without.get('criteria.yaml')).toContain('"1": "Words of -1"')
  expect(without.get('criteria.yaml')).toContain('"3": "Words of 1"')
  expect(without.get('criteria.yaml')).not.toContain('no evidence')
})

test('whatever the texts hold, the draft is YAML; names alike have ids of their own', () => {
  const odd = ['*a', '&b', '- c', '# d', '"e"', "'f'", ': g', '| h', '{i', '\u2028', '\\n', 'TODO: x', '<<', '%']
  const files = draftKit('x', 'X', {
    criteria: odd.map((text) => ({
      name: text,
      means: text,
      texts: new Map([
        ['1', text],
        ['2', text],
      ]),
    })),
    scale: ['1', '2'],
    repeated: [],
    ignored: [],
  })
  for (const { message } of problemsOf(files)) expect(message).not.toMatch(/quotes|YAML|nested|document/)
  const ids = [...files.get('criteria.yaml')!.matchAll(/ - id: "(.*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(odd.length)
  expect(idOf('Größe & Łatwość!', 'x')).toBe('grosse-latwosc')
  expect(idOf('営業', 'criterion-3')).toBe('criterion-3')
})
