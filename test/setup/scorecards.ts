import type { Viewer } from '~/domain/policy/policy'
import type { Submission } from '~/domain/scorecard/submission'
import { db } from '~/platform/db.server'
import { judgedApplication, type staffedJob } from './panel'

type Panel = Awaited<ReturnType<typeof staffedJob>>

/** The criteria that these submissions rate. */
export const criteria = ['diagnosis', 'right-sizing']

/** A whole submission of the debugging interview, as its form is parsed. */
export function submission(over: Partial<Submission> = {}): Submission {
  return {
    ratings: [
      { criterion: 'diagnosis', level: 3, evidence: { text: '', quotes: [{ at: 853, text: '“v42 is out.”' }] } },
      { criterion: 'right-sizing', level: null, evidence: { text: 'No time was left.', quotes: [] } },
    ],
    findings: [],
    recommendation: 'yes',
    reason: 'Let the data take the wrong cause away.',
    notes: { text: '', quotes: [{ clock: '14:05', text: 'Lays the weeks side by side.' }] },
    change: null,
    ...over,
  }
}

/** An application with an open scorecard of each of these people, or of Anna and Ben. */
export async function openCards(panel: Panel, ...people: Viewer[]) {
  const { recruiter, job, anna, ben } = panel
  const { cards, id } = await judgedApplication(
    recruiter,
    job,
    (people.length > 0 ? people : [anna, ben]).map((by) => ({ by, levels: {} })),
  )
  return { applicationId: id, cards, first: cards[0]!.id, second: cards.at(-1)!.id }
}

/** All versions of a scorecard with their words, the first one first. */
export const versionsOf = ({ organisationId }: Panel, scorecardId: number) =>
  db().scorecardVersion.findMany({
    where: { organisationId, scorecardId },
    orderBy: { number: 'asc' },
    include: {
      ratings: { include: { evidenceText: true, kitCriterion: true }, orderBy: { id: 'asc' } },
      flagFindings: { include: { evidenceText: true, probeText: true, kitRedFlag: true } },
      recommendationText: true,
      notesText: true,
      reasonText: true,
    },
  })
