import { anchorMistakes } from './check-anchors'
import { chartExcess, MOST_CHARTS, MOST_EXHIBITS } from './chart-excess'
import { chartProblem } from './chart-problem'
import { exhibitMistakes } from './check-exhibit'
import { agendaMistakes, agendaQuestions, promptFit } from './check-guide'
import { sharedCalibration } from './check-calibration'
import { checkSheet } from './check-sheet'
import { timingMistakes } from './check-timing'
import { coverage, fixedLines } from './coverage'
import type { Finding } from './problem'
import type { Kit, KitInterview, Prompt } from './schema'

/** Rules that span more than one part of a kit. Paths lead into the file that each part came from. */
export function checkKit(kit: Kit): Finding[] {
  return [
    ...checkLines(kit),
    ...checkMaturity(kit),
    ...checkCriteria(kit),
    ...checkRedFlags(kit),
    ...kit.interviews.flatMap((interview, index) => checkInterview(kit, interview, index)),
    ...repeats('interviews.yaml', 'interviews', kit.interviews),
    ...kit.prompts.flatMap((prompt) => checkPrompt(kit, prompt)),
    ...checkCases(kit),
  ]
}

function checkLines(kit: Kit): Finding[] {
  const file = 'kit.yaml'
  const undeclared = fixedLines(kit.id).filter((line) => !(line in kit.lines))
  const unanswered = coverage(kit).filter((line) => line.answeredBy.length === 0)
  return [
    ...undeclared.map((line) => ({
      file,
      path: ['lines'],
      message: `The line ${line} is missing; this role has twelve.`,
    })),
    ...unanswered.map(({ line }) => ({
      file,
      path: ['lines', line],
      message: `Nothing answers ${line}: name it as the source of a criterion, a red flag or an interview.`,
    })),
  ]
}

function checkMaturity(kit: Kit): Finding[] {
  return Object.entries(kit.maturity).flatMap(([level, emphasis]) =>
    (['more', 'less'] as const).flatMap((way) =>
      links('kit.yaml', ['maturity', level, way], emphasis[way], idSet(kit.criteria), 'criterion'),
    ),
  )
}

function checkCriteria(kit: Kit): Finding[] {
  const file = 'criteria.yaml'
  const focused = new Set(kit.interviews.flatMap((interview) => interview.focus))
  const count = kit.criteria.length
  return [
    ...(count < 6 || count > 10
      ? [{ file, path: ['criteria'], message: `Expected six to ten criteria, found ${count}.` }]
      : []),
    ...repeats(file, 'criteria', kit.criteria),
    ...sharedCalibration(kit),
    ...kit.criteria.flatMap((criterion, index) => [
      ...sources(kit, file, ['criteria', index], criterion.source),
      ...anchorMistakes(criterion).map(({ path, message }) => ({ file, path: ['criteria', index, ...path], message })),
      ...(focused.has(criterion.id)
        ? []
        : [
            {
              file,
              path: ['criteria', index, 'id'],
              message: `No interview has "${criterion.id}" in its focus, so no one would rate it.`,
            },
          ]),
    ]),
  ]
}

function checkRedFlags(kit: Kit): Finding[] {
  const file = 'red-flags.yaml'
  return [
    ...repeats(file, 'red_flags', kit.red_flags),
    ...kit.red_flags.flatMap((flag, index) => sources(kit, file, ['red_flags', index], flag.source)),
  ]
}

function checkInterview(kit: Kit, interview: KitInterview, index: number): Finding[] {
  const file = 'interviews.yaml'
  const path = ['interviews', index]
  const wanted = interview.prompts
  const found = wanted ? kit.prompts.filter((prompt) => prompt.kind === wanted.kind).length : 0
  const described =
    typeof interview.sounds_like === 'string' || misspelt(kit, interview) ? null : Object.keys(interview.sounds_like)
  return [
    ...sources(kit, file, path, interview.source),
    ...links(file, [...path, 'focus'], interview.focus, idSet(kit.criteria), 'criterion'),
    ...links(file, [...path, 'red_flags'], interview.red_flags, idSet(kit.red_flags), 'red flag'),
    ...agendaMistakes(interview).map((message) => ({ file, path: [...path, 'agenda'], message })),
    ...[...agendaQuestions(interview), ...timingMistakes(interview)].map((mistake) => ({
      file,
      path: [...path, ...mistake.path],
      message: mistake.message,
    })),
    ...(wanted && found < wanted.pick
      ? [
          {
            file,
            path: [...path, 'prompts'],
            message: `Expected at least ${wanted.pick} of the kind "${wanted.kind}" under prompts, found ${found}.`,
          },
        ]
      : []),
    ...(described
      ? sameSet(file, [...path, 'sounds_like'], described, interview.focus, 'the focus of this interview')
      : []),
  ]
}

/** A focus that names no criterion is told once, where it stands, and not again wherever the criterion is used. */
function misspelt(kit: Kit, interview: KitInterview): boolean {
  const known = idSet(kit.criteria)
  return interview.focus.some((id) => !known.has(id))
}

function checkPrompt(kit: Kit, prompt: Prompt): Finding[] {
  const file = promptPath(prompt.id)
  const exhibits = [...prompt.handed_out, ...prompt.on_request]
  const asked = kit.interviews.some((interview) => interview.prompts?.kind === prompt.kind)
  const stages = prompt.stages?.length ?? 0
  const minutes = prompt.stage_minutes?.length
  return [
    ...sources(kit, file, [], prompt.source),
    ...links(file, ['rates'], prompt.rates, idSet(kit.criteria), 'criterion'),
    ...links(
      file,
      ['levels'],
      Object.keys(prompt.levels ?? {}),
      new Set(prompt.rates),
      'criterion under "rates"',
      true,
    ),
    ...(asked
      ? []
      : [{ file, path: ['kind'], message: `No interview asks for prompts of the kind "${prompt.kind}".` }]),
    ...(minutes === undefined || minutes === stages
      ? []
      : [{ file, path: ['stage_minutes'], message: `Expected minutes for ${stages} stages, found ${minutes}.` }]),
    ...promptFit(kit, prompt).map((mistake) => ({ file, ...mistake })),
    ...checkSheet(prompt).map(({ index, message }) => ({ file, path: ['check_sheet', 'figures', index], message })),
    ...repeated(exhibits.map((exhibit) => exhibit.id)).map((id) => ({
      file,
      path: ['handed_out'],
      message: `The exhibit id "${id}" appears here twice.`,
    })),
    ...(['handed_out', 'on_request'] as const).flatMap((where) =>
      prompt[where].length > MOST_EXHIBITS
        ? [
            {
              file,
              path: [where],
              message: `Expected at most ${MOST_EXHIBITS} exhibits, found ${prompt[where].length}.`,
            },
          ]
        : [],
    ),
    ...(['handed_out', 'on_request'] as const).flatMap((where) =>
      prompt[where].flatMap((exhibit, index) => chartMistakes(file, [where, index], exhibit)),
    ),
    ...exhibits.flatMap((exhibit) =>
      exhibitMistakes(exhibit).map(({ row, message }) => ({
        file: exhibitPath(prompt.id, exhibit.id),
        path: [row],
        message,
      })),
    ),
  ]
}

function chartMistakes(file: string, path: PropertyKey[], exhibit: Prompt['handed_out'][number]): Finding[] {
  const charts = exhibit.charts ?? []
  if (charts.length > MOST_CHARTS)
    return [
      { file, path: [...path, 'charts'], message: `Expected at most ${MOST_CHARTS} charts, found ${charts.length}.` },
    ]
  return charts.flatMap((chart, index) => {
    const message = chartProblem(exhibit, chart)
    if (message !== null) return [{ file, path: [...path, 'charts', index], message }]
    const excess = chartExcess(exhibit, chart)
    return excess ? [{ file, path: [...path, 'charts', index, excess.field], message: excess.message }] : []
  })
}

function checkCases(kit: Kit): Finding[] {
  const file = 'calibration-cases.yaml'
  return [
    ...repeats(file, 'calibration_cases', kit.calibration_cases),
    ...kit.calibration_cases.flatMap((item, index) => {
      const path = ['calibration_cases', index]
      const interview = kit.interviews.find((candidate) => candidate.id === item.of.interview)
      if (!interview) {
        return [{ file, path: [...path, 'of', 'interview'], message: `There is no interview "${item.of.interview}".` }]
      }
      const prompts = kit.prompts.filter((prompt) => prompt.kind === interview.prompts?.kind)
      return [
        ...(misspelt(kit, interview)
          ? []
          : sameSet(
              file,
              [...path, 'levels'],
              Object.keys(item.levels),
              interview.focus,
              'the focus of its interview',
            )),
        ...(item.of.prompt === undefined
          ? []
          : links(
              file,
              [...path, 'of', 'prompt'],
              [item.of.prompt],
              idSet(prompts),
              `prompt of the interview "${interview.id}"`,
              true,
            )),
      ]
    }),
  ]
}

export function promptPath(id: string): string {
  return `prompts/${id}.yaml`
}

export function exhibitPath(prompt: string, exhibit: string): string {
  return `exhibits/${prompt}/${exhibit}.csv`
}

const idSets = new WeakMap<object, ReadonlySet<string>>()

/** The ids of a list, made once for all who look one up in it. */
function idSet(items: readonly { id: string }[]): ReadonlySet<string> {
  const known = idSets.get(items) ?? new Set(items.map((item) => item.id))
  idSets.set(items, known)
  return known
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.has(value) || !seen.add(value)))]
}

function repeats(file: string, key: string, items: readonly { id: string }[]): Finding[] {
  const seen = new Set<string>()
  return items.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [{ file, path: [key, index, 'id'], message: `The id "${id}" is already used; each id may be used once.` }]
  })
}

function links(
  file: string,
  path: PropertyKey[],
  used: readonly string[],
  known: ReadonlySet<string>,
  what: string,
  whole = false,
): Finding[] {
  return used.flatMap((id, index) =>
    known.has(id) ? [] : [{ file, path: whole ? path : [...path, index], message: `There is no ${what} "${id}".` }],
  )
}

function sources(kit: Kit, file: string, path: PropertyKey[], source: readonly string[] | undefined): Finding[] {
  return (source ?? []).flatMap((line) =>
    line in kit.lines
      ? []
      : [{ file, path: [...path, 'source'], message: `The line ${line} is not among the lines of kit.yaml.` }],
  )
}

function sameSet(
  file: string,
  path: PropertyKey[],
  found: readonly string[],
  expected: readonly string[],
  what: string,
): Finding[] {
  const [there, wanted] = [new Set(found), new Set(expected)]
  const missing = expected.filter((id) => !there.has(id))
  const extra = found.filter((id) => !wanted.has(id))
  return [
    ...missing.map((id) => ({ file, path, message: `"${id}" is missing; expected exactly ${what}.` })),
    ...extra.map((id) => ({ file, path: [...path, id], message: `"${id}" is too many; expected exactly ${what}.` })),
  ]
}
