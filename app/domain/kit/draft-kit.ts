import { stringify } from 'yaml'
import { foldForSearch } from '../shared/fold-for-search'
import { mapScale, meansNothingSeen } from './other-scales'
import type { Rubric } from './rubric-table'
import { GAP, levels, needProfiles, maturityLevels, type Level } from './schema'

/** A short id of a name, as kits have them; the fallback where the name has no letter that an id may hold. */
export function idOf(name: string, fallback: string): string {
  const id = foldForSearch(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')
  return id === '' ? fallback : id.slice(0, 60).replace(/-$/, '')
}

/** Something that only a person can write. The check of kits names each of these with file and line. */
const gap = (what: string) => `${GAP}${what}`

/** Which level of a kit each level of the rubric becomes; null for one that means that nothing was seen. */
export function levelsOfRubric({ criteria, scale }: Rubric): Map<string, Level | null> {
  const textsOf = (level: string) => criteria.flatMap(({ texts }) => texts.get(level) ?? [])
  const nothingSeen = (level: string) =>
    textsOf(level).length > 0
      ? textsOf(level).every((text) => meansNothingSeen(level, text))
      : meansNothingSeen(level, '')
  const mapped = mapScale(scale.map((level) => ({ level, text: nothingSeen(level) ? textsOf(level)[0] : '' })))
  const rated = scale.filter((level) => !nothingSeen(level))
  const even = (level: string) => 1 + Math.floor((rated.indexOf(level) * levels.length) / rated.length)
  return new Map(
    scale.map((level) => [level, nothingSeen(level) ? null : ((mapped.get(level) ?? even(level)) as Level)]),
  )
}

function anchorOf(texts: Map<string, string>, from: readonly string[], level: Level): string {
  const found = from.flatMap((name) => (texts.get(name) ? [{ name, text: texts.get(name) ?? '' }] : []))
  const [first, second] = found
  if (!first) return gap(`the anchor of level ${level}, at least 60 characters with the decisive words **marked**.`)
  if (!second) return first.text
  const both = found.map(({ name, text }) => `Level ${name}: ${text}`).join(' ')
  return gap(`make one anchor of these levels of the rubric. ${both}`)
}

/**
 * The files of a kit that begins with a rubric: its criteria with their anchors, and everything else that a kit needs as a
 * gap that says what belongs there. It is a kit once the gaps are filled.
 */
export const draftKit = (id: string, name: string, rubric: Rubric): Map<string, string> =>
  new Map(
    Object.entries(draftedParts(id, name, rubric)).map(([file, value]) => [
      file,
      `${HEAD[file] ?? ''}${written(value)}`,
    ]),
  )

/** What stands in each file of a kit that begins with a rubric. */
export function draftedParts(id: string, name: string, rubric: Rubric): Record<string, object> {
  const mapped = levelsOfRubric(rubric)
  const from = (level: Level) => [...mapped].flatMap(([name, to]) => (to === level ? [name] : []))
  const taken = new Set<string>()
  const ids = rubric.criteria.map(({ name }, at) => {
    const wanted = idOf(name, `criterion-${at + 1}`)
    let free = wanted
    for (let count = 2; taken.has(free); count++) free = `${wanted}-${count}`
    taken.add(free)
    return free
  })
  const line = (kind: string) => `100/${id}/${kind}/1`
  const criteria = rubric.criteria.map(({ name, means, texts }, at) => ({
    id: ids[at],
    ...(at === 0 ? { source: line('look-for') } : {}),
    name,
    category: gap('technical, judgement, collaboration or product.'),
    must_have: false,
    weight: { 'research-heavy': 3, balanced: 3, 'production-heavy': 3 },
    means: means.length >= 30 ? means : gap(`one sentence that says what "${name}" means here. ${means}`.trim()),
    why: gap('why it matters in this role, in a sentence of at least 40 characters.'),
    anchors: Object.fromEntries(levels.map((level) => [level, anchorOf(texts, from(level), level)])),
  }))
  return {
    'kit.yaml': {
      id,
      name,
      version: '0.1',
      summary: gap('two or three sentences on the role.'),
      lines: {
        [line('look-for')]: gap('what to look for.'),
        [line('red-flag')]: gap('a red flag to mind.'),
        [line('evaluation')]: gap('how to evaluate.'),
      },
      seniority: Object.fromEntries(['mid', 'senior', 'staff'].map((at) => [at, gap(`what a ${at} person owns.`)])),
      need_profiles: Object.fromEntries(
        needProfiles.map((at) => [at, gap(`why the weights differ where the need is ${at}.`)]),
      ),
      maturity: Object.fromEntries(
        maturityLevels.map((at) => [
          String(at),
          { more: [], less: [], hire: 'senior', reason: gap(`why that seniority first at maturity ${at}.`) },
        ]),
      ),
    },
    'criteria.yaml': { criteria },
    'red-flags.yaml': {
      red_flags: [
        {
          id: 'first-flag',
          source: line('red-flag'),
          name: gap('name of the red flag.'),
          severity: 'concern',
          looks_like: [gap('what it looks like.')],
          does_not_mean: [gap('what looks alike and is none.')],
          probe: gap('the question that lets the candidate clear it.'),
          record_only_if: gap('when it may be written down.'),
          evidence: [gap('what must be written down.')],
        },
      ],
    },
    'interviews.yaml': {
      interviews: [
        {
          id: 'first-interview',
          source: line('evaluation'),
          name: gap('name of the interview.'),
          minutes: 60,
          perspective: gap('research, engineering or product.'),
          purpose: gap('one sentence on its purpose.'),
          focus: ids,
          red_flags: ['first-flag'],
          leave_alone: {},
          agenda: { '0-5': 'opening', '5-55': 'questions 1 to 2', '55-60': 'closing' },
          opening_script: gap('what the interviewer says first, in at least 60 characters.'),
          questions: [{ ask: gap('the first question.') }, { ask: gap('the second question.') }],
          sounds_like: gap('what the levels sound like, or where that is written.'),
          closing: gap('what is said at the end, in at least 30 characters.'),
        },
      ],
    },
    'calibration-cases.yaml': { calibration_cases: [] },
  }
}

const written = (value: object) =>
  stringify(value, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    aliasDuplicateObjects: false,
  })

const HEAD: Record<string, string> = {
  'criteria.yaml':
    '# Drafted from a rubric. Level 3 is what is expected at the seniority. Weights are 1 to 5; must_have is true or false.\n',
  'interviews.yaml': '# No interview can rate all criteria: split the focus among several.\n',
}
