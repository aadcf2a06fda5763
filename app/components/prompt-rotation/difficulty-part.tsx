import { Term } from '~/components/glossary/term'
import type { DifficultyView } from '~/domain/prompt-rotation/difficulty'
import { DifficultyTable } from './difficulty-table'

/** Whether the ratings of a prompt are higher or lower than the model expects, and whether that changes. */
export function DifficultyPart({ difficulty }: { difficulty: DifficultyView | 'closed' | null }) {
  return (
    <section className="chapter rotation" aria-labelledby="h-difficulty">
      <h2 className="h2" id="h-difficulty">
        Difficulty
      </h2>
      {difficulty === 'closed' ? (
        <p className="quiet">
          You still have a scorecard to submit. Until you do, this part is closed, because it would show how colleagues
          rated.
        </p>
      ) : difficulty === null ? (
        <p className="quiet">
          There is no run with these figures yet. The next run, after the next scorecard, has them.
        </p>
      ) : difficulty.prompts.length === 0 ? (
        <p className="quiet">
          Not enough data: no prompt of this kit has {difficulty.needs.scorecards} scorecards of{' '}
          {difficulty.needs.interviewers} interviewers yet, or those that have were the only ones ever used for their
          criteria.
        </p>
      ) : (
        <>
          <DifficultyTable difficulty={difficulty} />
          <HowToRead difficulty={difficulty} />
        </>
      )}
    </section>
  )
}

function HowToRead({ difficulty: { at, needs } }: { difficulty: DifficultyView }) {
  return (
    <div className="how">
      <p>
        <b>How to read this.</b> The mean residual is what is left of the ratings of a prompt, on average, after the
        candidates, the criteria, the interviewers and the <Term id="halo">halo</Term> of each scorecard. Because these
        take a part of what the prompt does, it is drawn towards 0; the difference and its interval are not. A negative
        difference means that ratings with this prompt are lower than expected: it is harder, or it is rated more
        strictly. A difference that grows from quarter to quarter can mean that candidates know the prompt.
      </p>
      <p>
        A prompt is listed once it has {needs.scorecards} scorecards of {needs.interviewers} interviewers, a quarter
        once it has {needs.inPeriod}. A rating belongs to a prompt that the interview uses and that rates its criterion.
        Differences are significant at a false discovery rate of 5&nbsp;% (Benjamini-Hochberg), over all prompts and
        over all quarters of all kits; an interval of 90&nbsp;% does not include this correction. Figures of the run of{' '}
        {at}.
      </p>
    </div>
  )
}
