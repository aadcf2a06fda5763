import { canonical } from '~/domain/kit/canonical'
import type { Kit, KitInterview } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { transaction, db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { sha256 } from '~/platform/secret.server'
import { pinKit } from '~/services/kit/pin-kit.server'

export const NEVER = 'Do not name an exhibit, a group or a date before question 2.'
export const LOOKED_FOR = 'How you check a cause against what the data show'
export const WATCH_FOR = 'Telling the candidate which chart matters, because silence is uncomfortable.'

/** The debugging interview with everything that a guide can have, whatever the kit says of it. */
const guided = (interview: KitInterview): KitInterview => {
  const [criterion = '', second = criterion] = interview.focus
  return {
    ...interview,
    never_ask: [NEVER, 'Do not say whether a cause is right.'],
    gates: [
      {
        ...{ from: 5, until: 12, question: 2, criterion, say: 'Ask question 2 only once a cause was named.' },
        closes: { mid: 4, senior: 3, staff: 2 },
      },
      {
        ...{
          from: 12,
          until: 32,
          question: 3,
          criterion: second,
          say: 'Ask question 3 only after the repair was chosen.',
        },
        closes: { mid: null, senior: 4, staff: 3 },
      },
    ],
    questions: interview.questions.map((question, at) => ({
      ...question,
      minutes: at === 0 ? 2.5 : 2,
      ...(at === 1 ? { wait: 1 } : {}),
    })),
    for_candidate: {
      what_happens:
        'You get charts of a model that has become worse, and an hour to find out why together with the interviewer. Further charts are there if you ask for them.',
      looked_for: interview.focus.map((_, at) => `${LOOKED_FOR} (${at + 1}).`),
      prepare: 'Nothing is needed. Paper and a calculator are welcome.',
      good_to_know: 'You may be silent while you think, and use words of another language. Speed is never rated.',
    },
    first_time: {
      before: ['The day before, find the cause yourself from the exhibits.', 'Five minutes before, open the exhibits.'],
      watch_for: [WATCH_FOR, 'Leaving out the last question because time is short.'],
      example: [
        'Interviewer: What do you think happened?',
        'Candidate: The release, I would say. Let me look at the other region first.',
        'Interviewer: And?',
        'Candidate: It fell there too, and there was no release there. So it is not the release.',
      ].join('\n\n'),
      levels: { [criterion]: 'The cause was dropped without a hint: “there was no release there”.' },
    },
  }
}

/** The ML engineer's kit with a guided debugging interview, pinned by the job. */
export async function pinGuided(organisationId: number, jobId: number): Promise<{ kit: Kit; versionId: number }> {
  const { kit: served } = mustExist(servedKit('ml-engineer'), 'kit of ML engineers')
  const kit = {
    ...served,
    interviews: served.interviews.map((one) => (one.id === 'debugging' ? guided(one) : one)),
  }
  const text = canonical(kit)
  const versionId = await transaction((tx) => pinKit(tx, organisationId, { kit, canonical: text, hash: sha256(text) }))
  await db().job.updateMany({ where: { organisationId, id: jobId }, data: { kitVersionId: versionId } })
  return { kit, versionId }
}
