import { Link } from '@remix-run/react'
import { count } from '~/components/format'
import { KitNotes, type KitNote } from '~/components/kit/kit-notes'
import { Term } from '~/components/glossary/term'
import { Table, Th } from '~/components/ui/table'

/** Ratings of one criterion: by level 1 to 4, and pairs of interviewers who rated it in the same interview. */
type CriterionUse = {
  levels: [number, number, number, number]
  notAssessed: number
  pairs: { total: number; same: number; twoOrMoreApart: number }
}

type CriterionUseProps = {
  use: CriterionUse | 'closed' | null
  notes: readonly KitNote[]
  /** The page with older notes, where there are more. */
  olderAt: string | null
}

const percentOf = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`

/** What the author of an anchor should know: how interviewers used it, and what they wrote about it. */
export function CriterionUsePart({ use, notes, olderAt }: CriterionUseProps) {
  return (
    <section aria-labelledby="h-use" className="stack kitedit__use">
      <h2 className="h3" id="h-use">
        How interviewers use this criterion
      </h2>
      {use === 'closed' ? (
        <p className="quiet">
          You still have a scorecard to submit. Until you do, this part is closed, because it would show how colleagues
          rated.
        </p>
      ) : use === null ? (
        <p className="quiet">
          Levels are shown here once at least 10 ratings of this criterion count, of applications closed before this
          month.
        </p>
      ) : (
        <Figures use={use} />
      )}
      <h3 className="h3">Notes</h3>
      {notes.length === 0 ? (
        <p className="quiet">Nobody has written a note about this criterion.</p>
      ) : (
        <KitNotes notes={notes} />
      )}
      {olderAt ? (
        <p>
          <Link to={olderAt}>All notes on the kit, with older ones</Link>
        </p>
      ) : null}
    </section>
  )
}

/** Above this share of one level, or of "not assessed", an anchor does not tell candidates apart. */
const NEARLY_ALL = 0.8
const OFTEN = 1 / 3
/** Fewer pairs than this say little of agreement. */
const FEW_PAIRS = 5

function Figures({ use: { levels, notAssessed, pairs } }: { use: CriterionUse }) {
  const rated = levels.reduce((sum, given) => sum + given, 0)
  const all = rated + notAssessed
  const top = Math.max(...levels)
  return (
    <>
      <Table caption="Ratings of this criterion by level" plain>
        <thead>
          <tr>
            {levels.map((_, at) => (
              <Th key={at} num>
                Level {at + 1}
              </Th>
            ))}
            <Th num>Not assessed</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            {[...levels, notAssessed].map((given, at) => (
              <td key={at} className="num">
                {given} <span className="quiet">({percentOf(given, all)})</span>
              </td>
            ))}
          </tr>
        </tbody>
      </Table>
      <ul>
        {rated > 0 && top / rated >= NEARLY_ALL ? (
          <li>
            Nearly all ratings are level {levels.indexOf(top) + 1}, so the criterion hardly tells candidates apart. Look
            at the step above it.
          </li>
        ) : null}
        {notAssessed / all >= OFTEN ? (
          <li>
            Often not assessed: the guide may ask its question too late, or not to everybody. Look at the interview’s
            gates.
          </li>
        ) : null}
        <li>
          {pairs.total < FEW_PAIRS
            ? `Two interviewers rated it in the same interview ${count(pairs.total, 'time')}, too few to judge agreement.`
            : `Of ${count(pairs.total, 'pair')} of ratings in the same interview, ${percentOf(pairs.same, pairs.total)} are the same level and ${percentOf(pairs.twoOrMoreApart, pairs.total)} are two or more levels apart.`}
        </li>
      </ul>
      <p className="small quiet">
        Newest 2,000 ratings that count, in blocks of ten, of applications closed before this month; without
        confidential jobs, as given and not corrected for <Term id="severity" />.
      </p>
    </>
  )
}
