import { anchorsFor, levels, seniorities, type Criterion, type Level } from './schema'

/** Share of words two texts have in common (Jaccard index of their word sets): 1 when they use the same words. */
export function wordOverlap(first: string, second: string): number {
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

const maxOverlap = 0.8

const backgroundWords =
  'school|university|phd|doctorate|employers?|pedigree|prestigious|top-tier|elite|cultural fit|culture fit|polish(?:ed)?|charisma(?:tic)?|native speaker'
const frequencyWords = 'usually|often|sometimes|rarely|frequently|consistently|typically|regularly'
const opinionWords =
  'strong|excellent|outstanding|solid|effective(?:ly)?|appropriate(?:ly)?|thorough(?:ly)?|proactive(?:ly)?|passionate|articulate'

/** Words that an anchor must not contain, with the rule of `rubrics/README.md` that says why. */
const discouragedWords = [
  {
    words: new RegExp(`\\b(?:${backgroundWords})\\b`, 'i'),
    why: 'speaks of a background; an anchor says what was done (rule 5)',
  },
  { words: new RegExp(`\\b(?:${frequencyWords})\\b`, 'i'), why: 'tells a habit; one hour shows an act (rule 3)' },
  {
    words: new RegExp(`\\b(?:${opinionWords})\\b`, 'i'),
    why: 'is an opinion on which two readers differ; say what is seen (rule 1)',
  },
]

/** Mistakes in the wording of one anchor: discouraged words, or a reference to a level that is not the next lower one. */
function wordingMistakes(anchor: string, level: Level): string[] {
  const step = /what level (\d) says/i.exec(anchor)?.[1]
  return [
    ...discouragedWords.flatMap(({ words, why }) => {
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
      wordingMistakes(anchors[level], level).map((message) => ({
        path: ['anchors', ...(varies ? [seniority] : []), level] as PropertyKey[],
        message,
      })),
    )
    const alike = pairs.flatMap(([low, high]) => {
      const path = ['anchors', ...(varies ? [seniority] : []), high]
      if (wordOverlap(anchors[low], anchors[high]) >= maxOverlap) {
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
