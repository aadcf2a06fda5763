import type { Evidence } from '~/domain/scorecard/evidence'
import type { LevelNumber, Recommendation } from '~/domain/scorecard/levels'
import { mustExist } from '~/domain/shared/must-exist'
import type { Notebook, Story } from './notes/notebook'
import { shuffledDecks, type Draws } from './seeded-random'

/** Puts evidence, reasons and the like together from a notebook's fragments; no evidence text comes twice. */
export type Writer = {
  evidence: (given: { criterion: string; level: LevelNumber; story: Story; at: number[] }) => Evidence
  notAssessed: () => string
  reason: (levels: Readonly<Record<string, LevelNumber | null>>, recommendation: Recommendation) => string
  /** What speaks for and against, by the criteria's mean levels. */
  points: (means: Readonly<Record<string, number>>) => { plus: string[]; minus: string[] }
}

const capital = (words: string) => {
  const at = /^[“(]/.test(words) ? 1 : 0
  return words.slice(0, at) + words.charAt(at).toUpperCase() + words.slice(at + 1)
}

/** `{name}` and, with a capital, `{Name}`. Throws for a name that the story does not have. */
export function fill(fragment: string, story: Story): string {
  return fragment
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = story[name.charAt(0).toLowerCase() + name.slice(1)]
      if (value === undefined) throw new Error(`no {${name}} in the story for “${fragment}”`)
      return /^[A-Z]/.test(name) ? capital(value) : value
    })
    .replace(/([.?!]”)\./g, '$1')
    .replace(/”“/g, '” “')
}

export function writer(notebook: Notebook, random: Draws, written: Set<string>): Writer {
  const deal = shuffledDecks(random)
  const compose = (criterion: string, level: LevelNumber, story: Story): [string, string, string] => {
    const notes = notebook.criteria[criterion]
    if (!notes) throw new Error(`no notes on ${criterion}`)
    const tail = random.unit() < 0.45 ? fill(deal(notes.tails), story) : ''
    return [fill(deal(notes.opens), story), fill(deal(notes.levels[level]), story), tail]
  }
  return {
    evidence({ criterion, level, story, at }) {
      for (let attempt = 0; attempt < 400; attempt++) {
        const parts = compose(criterion, level, story)
        const plain = parts.filter(Boolean).join(' ')
        if (written.has(plain)) continue
        written.add(plain)
        return noted(parts, at)
      }
      throw new Error(`nothing new is left to say about ${criterion} at level ${level}`)
    },
    notAssessed: () => deal(NOT_ASSESSED),
    points: (means) => points(notebook, means, deal),
    reason(levels, recommendation) {
      const rated = Object.entries(levels).filter((entry): entry is [string, LevelNumber] => entry[1] !== null)
      const { plus, minus } = points(notebook, Object.fromEntries(rated), deal)
      return reasonOf(plus, minus, recommendation, deal)
    },
  }
}

/** One text, or one or two quotes with their moments, as people write. */
function noted([open, seen, tail]: [string, string, string], [first, second]: readonly number[]): Evidence {
  const rest = [seen, tail].filter(Boolean).join(' ')
  if (first === undefined) return { text: `${open} ${rest}`, quotes: [] }
  if (second === undefined) return { text: '', quotes: [{ at: first, text: `${open} ${rest}` }] }
  return {
    text: '',
    quotes: [
      { at: first, text: open },
      { at: second, text: rest },
    ],
  }
}

type Deal = <T>(list: readonly T[]) => T

function points(notebook: Notebook, means: Readonly<Record<string, number>>, deal: Deal) {
  const sorted = Object.entries(means).sort(([, a], [, b]) => b - a)
  const plus = sorted
    .filter(([, mean]) => mean >= 2.75)
    .map(([criterion]) => deal(mustExist(notebook.criteria[criterion], `notes on ${criterion}`).plus))
  const minus = sorted
    .filter(([, mean]) => mean < 2.5)
    .map(([criterion]) => deal(mustExist(notebook.criteria[criterion], `notes on ${criterion}`).minus))
  return { plus: plus.slice(0, 2), minus: minus.reverse().slice(0, 2) }
}

function reasonOf(plus: string[], minus: string[], recommendation: Recommendation, deal: Deal): string {
  const both = (list: string[]) => list.join(', and ')
  const positive = recommendation === 'yes' || recommendation === 'strong_yes'
  if (plus.length === 0) return capital(deal(ONLY_AGAINST).replace('{minus}', both(minus) || 'shows no level above 2'))
  if (minus.length === 0) return capital(deal(ONLY_FOR).replace('{plus}', both(plus)))
  return deal(positive ? FOR : AGAINST)
    .replace('{plus}', both(plus))
    .replace('{Plus}', capital(both(plus)))
    .replace('{minus}', both(minus))
    .replace('{Minus}', capital(both(minus)))
}

const ONLY_FOR = [
  '{plus}.',
  '{plus}. I saw nothing below what we expect.',
  '{plus}. This is the level the job asks for.',
  '{plus}, in both halves of the hour.',
]
const ONLY_AGAINST = [
  '{minus}.',
  '{minus}. Nothing in the hour made up for it.',
  '{minus}. At another seniority I would look again.',
  '{minus}, also after I had asked twice.',
]
const FOR = [
  '{Plus}. Against it: {minus}.',
  '{Plus}, which the job needs more than what is missing ({minus}).',
  '{Plus}. {Minus}, which somebody here can make up for.',
  'What decides it for me: {plus}. Somebody should ask again about the other side ({minus}).',
]
const AGAINST = [
  '{Minus}. {Plus}, and that does not outweigh it.',
  '{Minus}. What speaks for it: {plus}.',
  'The job turns on what is missing here: {minus}. Otherwise {plus}.',
  '{Plus}. But {minus}, and I would have to rely on it every week.',
]
const NOT_ASSESSED = [
  'The part before ran over; I did not get to it.',
  'Connection lost for twelve minutes, and this was what fell into them.',
  'The candidate asked to stay with the first question, and I let them.',
  'I led too much here to say what came from them.',
  'Started it at minute 52. What I heard is too little for a level.',
  'Skipped, since a colleague asks the same this afternoon.',
  'We spoke about it, but I did not ask the question as it is written.',
]

export const recommendationFor = (levels: Readonly<Record<string, LevelNumber | null>>): Recommendation => {
  const rated = Object.values(levels).filter((level) => level !== null)
  const mean = rated.reduce<number>((sum, level) => sum + level, 0) / rated.length
  return mean >= 3.4 ? 'strong_yes' : mean >= 2.7 ? 'yes' : mean >= 1.8 ? 'no' : 'strong_no'
}
