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

/** Pairs of anchors of one seniority that a reader could not tell apart. */
export function anchorMistakes(criterion: Criterion): { path: PropertyKey[]; message: string }[] {
  const varies = 'senior' in criterion.anchors
  return (varies ? seniorities : (['senior'] as const)).flatMap((seniority) => {
    const anchors = anchorsFor(criterion, seniority)
    const pairs = levels.flatMap((low) =>
      levels.filter((high) => high > low).map((high): [Level, Level] => [low, high]),
    )
    return pairs.flatMap(([low, high]) => {
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
  })
}
