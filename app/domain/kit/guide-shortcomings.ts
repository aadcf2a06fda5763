import { markedWords } from './check-anchors'
import { anchorsFor, levels, seniorities, type Criterion, type Kit } from './schema'

/** A kit in which more prompts than this share a topic asks everybody who knows that business the easier questions. */
const MOST_ON_ONE_TOPIC = 1 / 4

/** How many prompts each topic has, the most frequent first; prompts without a topic are left out. */
export function topicsOf({ prompts }: Pick<Kit, 'prompts'>): [topic: string, prompts: number][] {
  const counts = new Map<string, number>()
  for (const { topic } of prompts) if (topic !== undefined) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
}

/** Deciding words that ask for arithmetic: "gets by a sum", "works out from the exhibits". */
const ARITHMETIC =
  /\b(?:sums?|works? out|worked out|calculat(?:es?|ed|ion)|multipl(?:y|ies|ied)|divid(?:es?|ed)|adds? up)\b/i

const asksForSums = (criterion: Criterion): boolean =>
  seniorities.some((seniority) =>
    levels.some((level) =>
      markedWords(anchorsFor(criterion, seniority)[level]).some((words) => ARITHMETIC.test(words)),
    ),
  )

/** What guides and prompts of a valid kit still lack: pages, gates, check sheets, and topics that are spread. */
export function guideShortcomings(kit: Pick<Kit, 'criteria' | 'interviews' | 'prompts'>): string[] {
  const total = kit.prompts.length
  const withSums = kit.criteria.filter(asksForSums)
  const fromNumbers = (prompt: Kit['prompts'][number]) =>
    prompt.givens !== undefined || prompt.handed_out.length + prompt.on_request.length > 0
  return [
    ...topicsOf(kit)
      .filter(([, count]) => count > 1 && count > total * MOST_ON_ONE_TOPIC)
      .map(([topic, count]) => `topics beside ${topic}: ${count} of ${total} prompts share it, more than a quarter`),
    ...kit.interviews.flatMap((interview) =>
      (
        [
          ['gates of', interview.gates],
          ['the page for candidates of', interview.for_candidate],
          ['the page for the first time of', interview.first_time],
        ] as const
      ).flatMap(([what, written]) =>
        written === undefined
          ? [
              `${what} ${interview.id}: not written${what === 'gates of' ? ' (write "gates: []" if none is needed)' : ''}`,
            ]
          : [],
      ),
    ),
    ...kit.prompts
      .filter((prompt) => prompt.check_sheet === undefined && fromNumbers(prompt))
      .flatMap((prompt) =>
        withSums
          .filter(({ id }) => prompt.rates.includes(id))
          .slice(0, 1)
          .map(({ id }) => `the check sheet of ${prompt.id}, since levels of ${id} depend on sums: not written`),
      ),
  ]
}
