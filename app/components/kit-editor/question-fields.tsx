import { DraftItems, DraftNumber, DraftText, PlaceProblem } from './part-form'
import { TextList } from './text-list'

/** The questions in the order in which they are asked, each with its minutes and follow-ups. */
export function QuestionFields() {
  return (
    <DraftItems path={['questions']} title="Questions in order" item="question">
      {(key, number) => (
        <>
          <PlaceProblem path={['questions', key]} />
          <DraftText path={['questions', key, 'ask']} label={`Question ${number}`} />
          <div className="kitedit__row kitedit__row--short">
            <DraftNumber
              path={['questions', key, 'minutes']}
              label="Minutes, with follow-ups"
              optional
              help="All questions of an interview have minutes, or none."
            />
            <DraftNumber
              path={['questions', key, 'wait']}
              label="Minutes of waiting before it"
              optional
              help="For reading, in silence. They are part of its minutes."
            />
          </div>
          <TextList
            path={['questions', key, 'follow_ups']}
            title={`Follow-ups of question ${number}`}
            item="follow-up"
          />
        </>
      )}
    </DraftItems>
  )
}
