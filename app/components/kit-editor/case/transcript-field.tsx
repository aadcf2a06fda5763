import { count } from '~/components/format'
import { Transcript } from '~/components/kit/transcript'
import { transcriptFigures } from '~/domain/kit/transcript'
import { DraftText } from '../part-form'

/** The transcript as it is typed, with how it is read beside it: speakers marked, minutes, and what has no speaker. */
export function TranscriptField({ text }: { text: string }) {
  return (
    <div className="kitedit__beside">
      <div>
        <DraftText
          path={['transcript']}
          label="Text"
          help="One paragraph for each turn, as “[Minute 5] Interviewer: What got worse?”; Candidate, Stakeholder, Problem owner and Owner speak too. What happens stands in (brackets)."
          rows={12}
        />
      </div>
      <section aria-label="How the transcript is read" className="kitedit__fields kitedit__follow">
        <Figures text={text} />
        <div className="prose kit__case kitedit__preview" tabIndex={0} role="region" aria-label="Transcript, preview">
          <Transcript text={text} />
        </div>
      </section>
    </div>
  )
}

function Figures({ text }: { text: string }) {
  const { turns, minutes, unmarked, backwards } = transcriptFigures(text)
  const [first] = unmarked
  return (
    <p className="quiet small">
      {count(turns, 'turn')}
      {minutes.length > 0 ? `, minutes ${Math.min(...minutes)} to ${Math.max(...minutes)}` : ', no minutes'}.
      {first === undefined ? null : ` ${count(unmarked.length, 'paragraph')} without a speaker, the first: “${first}”.`}
      {backwards === null ? null : ` Minute ${backwards} stands after a later one.`}
    </p>
  )
}
