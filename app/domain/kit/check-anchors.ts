import { anchorsFor, levels, seniorities, type Criterion, type Level } from './schema'

/** Share of words two texts have in common (Jaccard index of their word sets): 1 when they use the same words. */
export function likeness(first: string, second: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
  const a = words(first)
  const b = words(second)
  const shared = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - shared
  return all === 0 ? 1 : shared / all
}

export function markedWords(anchor: string): string[] {
  return [...anchor.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '')
}

const tooLike = 0.8

const background =
  'school|university|phd|doctorate|employers?|pedigree|prestigious|top-tier|elite|cultural fit|culture fit|polish(?:ed)?|charisma(?:tic)?|native speaker'
const habit = 'usually|often|sometimes|rarely|frequently|consistently|typically|regularly'
const opinion =
  'strong|excellent|outstanding|solid|effective(?:ly)?|appropriate(?:ly)?|thorough(?:ly)?|proactive(?:ly)?|passionate|articulate'

/** Words that an anchor must do without, with the rule of `rubrics/README.md` that says why. */
const unfit = [
  {
    words: new RegExp(`\\b(?:${background})\\b`, 'i'),
    why: 'speaks of a background; an anchor says what was done (rule 5)',
  },
  { words: new RegExp(`\\b(?:${habit})\\b`, 'i'), why: 'tells a habit; one hour shows an act (rule 3)' },
  {
    words: new RegExp(`\\b(?:${opinion})\\b`, 'i'),
    why: 'is an opinion on which two readers differ; say what is seen (rule 1)',
  },
]

/** What one anchor says that it should not: words of `unfit`, or a step below it that is not the one below. */
function wording(anchor: string, level: Level): string[] {
  const step = /what level (\d) says/i.exec(anchor)?.[1]
  return [
    ...unfit.flatMap(({ words, why }) => {
      const found = words.exec(anchor)?.[0]
      return found === undefined ? [] : [`"${found}" ${why}.`]
    }),
    ...(step === undefined || Number(step) === level - 1
      ? []
      : [`This is level ${level} and builds on level ${step}; expected "what level ${level - 1} says".`]),
  ]
}

/** Anchors that are worded in an unfit way, and pairs of one seniority that a reader could not tell apart. */
export function anchorMistakes(criterion: Criterion): { path: PropertyKey[]; message: string }[] {
  const varies = 'senior' in criterion.anchors
  return (varies ? seniorities : (['senior'] as const)).flatMap((seniority) => {
    const anchors = anchorsFor(criterion, seniority)
    const pairs = levels.flatMap((low) =>
      levels.filter((high) => high > low).map((high): [Level, Level] => [low, high]),
    )
    const worded = levels.flatMap((level) =>
      wording(anchors[level], level).map((message) => ({
        path: ['anchors', ...(varies ? [seniority] : []), level] as PropertyKey[],
        message,
      })),
    )
    const alike = pairs.flatMap(([low, high]) => {
      const path = ['anchors', ...(varies ? [seniority] : []), high]
      if (likeness(anchors[low], anchors[high]) >= tooLike) {
        return [{ path, message: `The anchor of level ${high} is nearly the same text as that of level ${low}.` }]
      }
      if (markedWords(anchors[low]).join('|') === markedWords(anchors[high]).join('|')) {
        return [
          { path, message: `Levels ${low} and ${high} mark the same words, so these words cannot tell them apart.` },
        ]
      }
      return []
    })
    return [...worded, ...alike]
  })
}
