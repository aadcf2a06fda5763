import { describe, expect, test } from 'vitest'
import { broken, kitFolder } from '../../../test/setup/kit-folder'
import { parse, problems } from '../../../test/setup/kit-problems'
import { parseKit } from './parse-kit'

describe('a sound folder', () => {
  test('gives the kit with its exhibits and a hash of its content', () => {
    const parsed = parse(kitFolder())
    expect(parsed).toMatchObject({ ok: true, kit: { id: 'data-engineer' } })
    if (!parsed.ok) return
    expect(parsed.kit.prompts[0]?.handed_out[0]?.csv).toContain('2026-06-02')
    expect(parsed.kit.criteria[0]?.source).toEqual(['100/data-engineer/look-for/1'])
  })

  test('has the same hash whatever the order of its keys, and another when a word changes', () => {
    const digest = (text: string) => text
    const hash = (files: Map<string, string>) => {
      const parsed = parseKit('data-engineer', files, digest)
      return parsed.ok ? parsed.hash : 'broken'
    }
    const swapped = broken(
      'kit.yaml',
      'id: data-engineer\nname: Data engineer\n',
      'name: Data engineer\nid: data-engineer\n',
    )
    const reworded = broken('kit.yaml', 'A role of one', 'The role of one')
    expect(hash(swapped)).toBe(hash(kitFolder()))
    expect(hash(reworded)).not.toBe(hash(kitFolder()))
    expect(hash(reworded)).not.toBe('broken')
  })
})

describe('a mistake is reported with its file, line and what was expected', () => {
  test.each([
    [
      'an unknown key',
      'criteria.yaml',
      'must_have: true',
      'must_heve: true',
      6,
      'The key "must_heve" is not known here.',
    ],
    [
      'a missing key',
      'criteria.yaml',
      '    category: technical\n',
      '',
      2,
      '"category" is missing here; expected one of "technical", "judgement", "collaboration", "product".',
    ],
    [
      'a wrong kind of value',
      'criteria.yaml',
      'must_have: true',
      'must_have: perhaps',
      6,
      'Expected true or false, found a text.',
    ],
    [
      'a key that stands twice',
      'kit.yaml',
      'name: Data engineer',
      'id: data-engineer',
      2,
      'This key appears a second time; each key may appear once in a block. If a new entry begins here, "- " is missing before its first key.',
    ],
    ['a weight out of range', 'criteria.yaml', 'balanced: 3', 'balanced: 9', 7, 'Expected a weight from 1 to 5.'],
    [
      'an id that stands twice',
      'criteria.yaml',
      'id: tests',
      'id: sizing',
      15,
      'The id "sizing" is already used; each id may be used once.',
    ],
    [
      'an unmarked anchor',
      'criteria.yaml',
      '**No figure is used at any point.**',
      'No figure is used at any point.',
      11,
      'Expected the words that tell this level from the next to be marked **like this**.',
    ],
    [
      'an anchor too short to be a behaviour',
      'criteria.yaml',
      "'Begins to draw before any figure about sizing has been read. **No figure is used at any point.**'",
      "'**No figure.**'",
      11,
      'Expected a text of at least 60 characters.',
    ],
    [
      'a level that is missing',
      'criteria.yaml',
      "      4: 'Does what level 3 says, then **names the figure at which the choice would turn** on sizing.'\n",
      '',
      10,
      '"4" is missing here; expected a text.',
    ],
    [
      'a line that nothing answers',
      'red-flags.yaml',
      '    source: 100/data-engineer/red-flag/1\n',
      '',
      7,
      'Nothing answers 100/data-engineer/red-flag/1: name it as the source of a criterion, a red flag or an interview.',
    ],
    [
      'a source that is not a line of the kit',
      'red-flags.yaml',
      'red-flag/1',
      'red-flag/2',
      3,
      'The line 100/data-engineer/red-flag/2 is not among the lines of kit.yaml.',
    ],
    ['a link to no criterion', 'kit.yaml', 'more: [asking]', 'more: [asknig]', 15, 'There is no criterion "asknig".'],
    [
      'a link to no red flag',
      'interviews.yaml',
      'red_flags: [untested]',
      'red_flags: [untidy]',
      10,
      'There is no red flag "untidy".',
    ],
    [
      'a criterion that nobody rates',
      'interviews.yaml',
      'focus: [sizing, tests,',
      'focus: [sizing,',
      15,
      'No interview has "tests" in its focus, so no one would rate it.',
    ],
    [
      'an agenda with a gap',
      'interviews.yaml',
      '"5-40"',
      '"6-40"',
      12,
      '"6-40" begins at minute 6, but minute 5 is where the entry above ends.',
    ],
    [
      'an agenda that ends early',
      'interviews.yaml',
      'minutes: 45',
      'minutes: 60',
      12,
      'The agenda ends at minute 45, the interview at 60.',
    ],
    [
      'an agenda without time for a question',
      'interviews.yaml',
      '"5-40": the design',
      '"5-40": "question 1, the design"',
      16,
      'The agenda has no time for question 2; name it in one of its entries.',
    ],
    [
      'an agenda with a question that is not there',
      'interviews.yaml',
      '"5-40": the design',
      '"5-40": questions 1 to 3',
      12,
      'This names question 3, but the interview has 2.',
    ],
    [
      'a prompt that rates what its interview does not',
      'interviews.yaml',
      'focus: [sizing, tests, rollout, watching,',
      'focus: [sizing, tests, rollout,',
      4,
      '"watching" is not in the focus of "design", which asks this prompt.',
    ],
    [
      'a fact for a question that is not there',
      'prompts/size-it.yaml',
      "[next year's load]",
      '[told to everybody at question 4]',
      11,
      'This names question 4, but "design" has 2.',
    ],
    [
      'an anchor that builds on the wrong level',
      'criteria.yaml',
      'Does what level 3 says, then **names the figure at which the choice would turn** on sizing.',
      'Does what level 2 says, then **names the figure at which the choice would turn** on sizing.',
      14,
      'This is level 4 and builds on level 2; expected "what level 3 says".',
    ],
    [
      'an anchor that speaks of a background',
      'criteria.yaml',
      'Reads a figure on sizing aloud',
      'Reads a figure on sizing aloud as at a former employer',
      12,
      '"employer" speaks of a background; an anchor says what was done (rule 5).',
    ],
    [
      'an anchor that tells a habit',
      'criteria.yaml',
      'Reads a figure on sizing aloud',
      'Usually reads a figure on sizing aloud',
      12,
      '"Usually" tells a habit; one hour shows an act (rule 3).',
    ],
    [
      'an anchor that gives an opinion',
      'criteria.yaml',
      'Reads a figure on sizing aloud',
      'With strong reasons, reads a figure on sizing aloud',
      12,
      '"strong" is an opinion on which two readers differ; say what is seen (rule 1).',
    ],
    [
      'prompts of a kind that is not there',
      'interviews.yaml',
      'pick: 1',
      'pick: 2',
      7,
      'Expected at least 2 of the kind "system-design" under prompts, found 1.',
    ],
    [
      'a figure that does not follow from its givens',
      'prompts/size-it.yaml',
      'value: 4 }',
      'value: 40 }',
      15,
      '"machines" says 40, but its formula gives 4.',
    ],
    [
      'a formula with a name that is not given',
      'prompts/size-it.yaml',
      'ceil(rows_s /',
      'ceil(row_s /',
      15,
      '"machines" cannot be worked out: "row_s" is not a given, an earlier figure or a fact that is told.',
    ],
    [
      'a figure that uses a fact nobody told',
      'prompts/size-it.yaml',
      'needs: growth, ',
      '',
      16,
      '"machines_later" cannot be worked out: "growth_factor" is not a given, an earlier figure or a fact that is told.',
    ],
    [
      'a chart of a column that is not there',
      'prompts/size-it.yaml',
      'y: [rate]',
      'y: [rtae]',
      22,
      'The chart uses "rtae", which is not a column of this exhibit.',
    ],
    [
      'a case without a level for one criterion',
      'calibration-cases.yaml',
      '      tests: { level: 1, because: No figure was used at any point of the whole answer. }\n',
      '',
      6,
      '"tests" is missing; expected exactly the focus of its interview.',
    ],
    [
      'a case of no interview',
      'calibration-cases.yaml',
      'interview: design',
      'interview: desing',
      3,
      'There is no interview "desing".',
    ],
    [
      'a table with a cell too few',
      'exhibits/size-it/load.csv',
      '2026-06-02,10.0',
      '2026-06-02',
      3,
      'Expected 2 cells, found 1.',
    ],
  ])('%s', (_, file, before, after, line, message) => {
    const found = problems(broken(file, before, after))
    expect(found).toContainEqual(expect.objectContaining({ line, message }))
  })

  test('broken YAML names the line at which reading failed', () => {
    const [problem] = problems(broken('interviews.yaml', 'name: Design from', 'name: Design: from'))
    expect(problem).toMatchObject({ file: 'interviews.yaml', line: 4 })
    expect(problem?.message).toMatch(/^Something here belongs on a line of its own\. A text with a colon/)
  })
})
