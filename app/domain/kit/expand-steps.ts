import {
  seniorities,
  type Criterion,
  type CriterionSource,
  type FourLevels,
  type Gate,
  type InterviewSource,
  type KitInterview,
  type Level,
  type Prompt,
  type PromptSource,
  type Seniority,
} from './schema'

type Starts = readonly [string, string, string]
type BySeniority<T> = Record<Seniority, T>
type Mistake = { path: PropertyKey[]; message: string }

/** Places of the steps at which levels 1 to 4 begin. */
const beginnings = (steps: Readonly<Record<string, string>>, at: Starts): number[] => {
  const ids = Object.keys(steps)
  return [0, ...at.map((id) => ids.indexOf(id))]
}

/**
 * The four anchors that a ladder of steps gives when levels 2, 3 and 4 begin at the steps `at`. Levels 2 and 3 begin
 * with the step that earns them, which alone is marked; further steps of the level follow as what does not yet lead
 * higher. Level 4 shows the step at which it begins; level 1 shows the highest of its steps, as the most that it holds.
 */
export function anchorsFromSteps(steps: Readonly<Record<string, string>>, at: Starts): FourLevels {
  const texts = Object.values(steps)
  const [, two = 1, three = 2, four = 3] = beginnings(steps, at)
  const highest = texts[two - 1] ?? ''
  const spanning = (level: Level, [first = '', ...further]: string[]) =>
    [first, ...further.map((text) => `Still level ${level}: ${text.replaceAll('**', '')}`)].join(' ')
  return {
    1: two > 1 ? `At most: ${highest}` : highest,
    2: spanning(2, texts.slice(two, three)),
    3: spanning(3, texts.slice(three, four)),
    4: texts[four] ?? '',
  }
}

/**
 * Where a finding about an expanded anchor was written: at the step that its level shows. Paths that lead elsewhere, and
 * those of criteria with anchors, stay as they are. The path begins at the criterion.
 */
export function whereWritten({ steps, level_at: at }: CriterionSource, path: readonly PropertyKey[]): PropertyKey[] {
  if (!steps || !at || path[0] !== 'anchors') return [...path]
  const seniority = seniorities.find((one) => one === path[1]) ?? 'senior'
  const level = Number(path.at(-1))
  const begin = beginnings(steps, isStarts(at) ? at : at[seniority])
  const place = level === 1 ? (begin[1] ?? 1) - 1 : begin[level - 1]
  const id = Object.keys(steps)[place ?? 0]
  return id === undefined ? ['steps'] : ['steps', id]
}

/** What each level sounds like: the example of the step at which it begins, for level 1 of the last step below level 2. */
export function examplesFromSteps(
  examples: Readonly<Record<string, string>>,
  steps: Readonly<Record<string, string>>,
  at: Starts,
): FourLevels {
  const ids = Object.keys(steps)
  const [, two = 1, three = 2, four = 3] = beginnings(steps, at)
  const of = (place: number) => examples[ids[place] ?? ''] ?? ''
  return { 1: of(two - 1), 2: of(two), 3: of(three), 4: of(four) }
}

/** The lowest level that can no longer be shown once `step` cannot, or null if the step is beyond level 4. */
export function levelClosedBy(step: string, steps: Readonly<Record<string, string>>, at: Starts): Level | null {
  const place = Object.keys(steps).indexOf(step)
  const [, ...begin] = beginnings(steps, at)
  const index = begin.findIndex((start) => start >= place)
  return index < 0 ? null : ((index + 2) as Level)
}

/** The value for each seniority, or one value where the levels begin at the same steps at all of them. */
function perSeniority<T>(at: NonNullable<CriterionSource['level_at']>, value: (starts: Starts) => T) {
  if (isStarts(at)) return value(at)
  return { mid: value(at.mid), senior: value(at.senior), staff: value(at.staff) }
}

const isStarts = (at: NonNullable<CriterionSource['level_at']>): at is [string, string, string] => Array.isArray(at)

/** Mistakes in the ladder of one criterion: neither or both ways of writing anchors, or levels that begin nowhere. */
export function ladderMistakes(criterion: CriterionSource): Mistake[] {
  const { anchors, steps, level_at: at } = criterion
  if (anchors && (steps || at))
    return [{ path: ['anchors'], message: 'Write either "anchors" or "steps" with "level_at", not both.' }]
  if (!anchors && !steps)
    return [{ path: [], message: '"anchors" is missing here; expected "anchors", or "steps" with "level_at".' }]
  if (steps && !at)
    return [
      { path: ['steps'], message: 'Expected "level_at" beside "steps": the steps at which levels 2, 3 and 4 begin.' },
    ]
  if (!steps || !at) return []
  const ids = Object.keys(steps)
  const mistakesIn = (starts: Starts, path: PropertyKey[]): Mistake[] =>
    starts.flatMap((id, index) => {
      if (!ids.includes(id)) return [{ path: [...path, index], message: `There is no step "${id}".` }]
      const before = index === 0 ? 0 : ids.indexOf(starts[index - 1] ?? '')
      return ids.indexOf(id) > before
        ? []
        : [
            {
              path: [...path, index],
              message: `Level ${index + 2} has to begin at a later step than level ${index + 1}.`,
            },
          ]
    })
  const unmarked = ids
    .filter((id) => !/\*\*[^*]+\*\*/.test(steps[id] ?? ''))
    .map((id) => ({
      path: ['steps', id],
      message: 'Expected the words that tell this step from the next to be marked **like this**.',
    }))
  return [
    ...unmarked,
    ...(isStarts(at)
      ? mistakesIn(at, ['level_at'])
      : seniorities.flatMap((seniority) => mistakesIn(at[seniority], ['level_at', seniority]))),
  ]
}

/** The criterion as kits are served: with anchors, whichever way it was written. Its ladder has no mistakes. */
export function expandCriterion({ steps, level_at: at, anchors, ...rest }: CriterionSource): Criterion {
  if (anchors) return { ...rest, anchors }
  if (!steps || !at) throw new Error(`The criterion ${rest.id} has neither anchors nor steps.`)
  return { ...rest, anchors: perSeniority(at, (starts) => anchorsFromSteps(steps, starts)) }
}

type Examples = NonNullable<PromptSource['levels']>[string]
type Expanded = FourLevels | Partial<BySeniority<FourLevels>>

/** Mistakes in examples written by step: steps that the criterion does not have, or that have no example. */
function exampleMistakes(examples: Examples, criterion: CriterionSource | undefined): Mistake[] {
  if (!('steps' in examples)) return []
  if (!criterion) return []
  const { steps } = criterion
  if (!steps)
    return [{ path: ['steps'], message: `The criterion "${criterion.id}" has no steps; write levels 1 to 4 here.` }]
  const given = Object.keys(examples.steps)
  const known = Object.keys(steps)
  return [
    ...known
      .filter((id) => !given.includes(id))
      .map((id) => ({ path: ['steps'], message: `The step "${id}" is missing; expected an example of each step.` })),
    ...given
      .filter((id) => !known.includes(id))
      .map((id) => ({ path: ['steps', id], message: `The criterion "${criterion.id}" has no step "${id}".` })),
  ]
}

function expandExamples(examples: Examples, criterion: CriterionSource | undefined): Expanded {
  if (!('steps' in examples)) return examples
  const { steps, level_at: at } = criterion ?? {}
  // The mistake is told elsewhere; nothing of this kit is served.
  if (!steps || !at) return { 1: '', 2: '', 3: '', 4: '' }
  return perSeniority(at, (starts) => examplesFromSteps(examples.steps, steps, starts))
}

const find = (criteria: readonly CriterionSource[], id: string) => criteria.find((criterion) => criterion.id === id)

function gateMistakes(interview: InterviewSource, criteria: readonly CriterionSource[]): Mistake[] {
  return (interview.gates ?? []).flatMap(({ step, level, closes, criterion: id }, index): Mistake[] => {
    const path = ['gates', index]
    const criterion = find(criteria, id)
    if ([step, level, closes].filter((one) => one !== undefined).length !== 1)
      return [{ path, message: 'Expected either "step" or "level": the first one that can no longer be shown.' }]
    if (step === undefined || !criterion) return []
    return criterion.steps && step in criterion.steps
      ? []
      : [{ path: [...path, 'step'], message: `The criterion "${id}" has no step "${step}".` }]
  })
}

function expandGate(gate: NonNullable<InterviewSource['gates']>[number], criteria: readonly CriterionSource[]): Gate {
  const { step, level, closes: given, ...rest } = gate
  if (given) return { ...rest, closes: given }
  const { steps, level_at: at } = find(criteria, gate.criterion) ?? {}
  const closed = (starts: Starts) => (step && steps ? levelClosedBy(step, steps, starts) : null)
  const same = level ?? null
  const closes: BySeniority<Level | null> =
    at && step
      ? isStarts(at)
        ? { mid: closed(at), senior: closed(at), staff: closed(at) }
        : { mid: closed(at.mid), senior: closed(at.senior), staff: closed(at.staff) }
      : { mid: same, senior: same, staff: same }
  return { ...rest, closes }
}

/** Mistakes in what an interview says by step. Paths begin at the interview. */
export function interviewStepMistakes(interview: InterviewSource, criteria: readonly CriterionSource[]): Mistake[] {
  const sounds = typeof interview.sounds_like === 'string' ? {} : interview.sounds_like
  return [
    ...Object.entries(sounds).flatMap(([id, examples]) =>
      exampleMistakes(examples, find(criteria, id)).map(({ path, message }) => ({
        path: ['sounds_like', id, ...path],
        message,
      })),
    ),
    ...gateMistakes(interview, criteria),
  ]
}

export function expandInterview(interview: InterviewSource, criteria: readonly CriterionSource[]): KitInterview {
  const { gates, sounds_like: sounds, ...rest } = interview
  return {
    ...rest,
    ...(gates ? { gates: gates.map((gate) => expandGate(gate, criteria)) } : {}),
    sounds_like:
      typeof sounds === 'string'
        ? sounds
        : (Object.fromEntries(
            Object.entries(sounds).map(([id, examples]) => [id, expandExamples(examples, find(criteria, id))]),
          ) as Exclude<KitInterview['sounds_like'], string>),
  }
}

/** Mistakes in what a prompt says by step. Paths begin at the prompt. */
export function promptStepMistakes(prompt: PromptSource, criteria: readonly CriterionSource[]): Mistake[] {
  return Object.entries(prompt.levels ?? {}).flatMap(([id, examples]) =>
    exampleMistakes(examples, find(criteria, id)).map(({ path, message }) => ({
      path: ['levels', id, ...path],
      message,
    })),
  )
}

export function expandLevels(
  levels: PromptSource['levels'],
  criteria: readonly CriterionSource[],
): Pick<Prompt, 'levels'> {
  if (!levels) return {}
  return {
    levels: Object.fromEntries(
      Object.entries(levels).map(([id, examples]) => [id, expandExamples(examples, find(criteria, id))]),
    ),
  }
}
