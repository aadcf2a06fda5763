import { count, minutes as spelt } from '~/components/format'
import { Pairs } from '~/components/ui/bits'

export type Meeting = { id: string; name: string; minutes: number; criteria: number }

/** The loop as the kit has it: what a candidate of this job sits through. */
export function CandidateWillMeet({ interviews, mustHaves }: { interviews: readonly Meeting[]; mustHaves: number }) {
  const all = interviews.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <>
      <ol className="will">
        {interviews.map((interview) => (
          <li key={interview.id}>
            <b>{interview.name}</b>
            <span className="num">{spelt(interview.minutes)}</span>
            <span className="will__who">{count(interview.criteria, 'criterion', 'criteria')}</span>
          </li>
        ))}
      </ol>
      <Pairs
        num
        className="job__facts"
        pairs={[
          ['Total interview time', spelt(all)],
          ['Must-have criteria', mustHaves],
        ]}
      />
    </>
  )
}
