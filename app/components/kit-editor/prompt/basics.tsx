import { DraftChoice, DraftLine, DraftText } from '../part-form'
import { TextList } from '../text-list'
import { ChosenItems, type Choice } from '../chosen-items'

export type PromptChoices = {
  kinds: readonly Choice[]
  criteria: readonly Choice[]
  lines: readonly Choice[]
  facts: readonly Choice[]
}

/** What a prompt is, what it rates, and what the candidate reads. */
export function PromptBasics({ choices }: { choices: PromptChoices }) {
  return (
    <>
      <DraftLine path={['name']} label="Title" />
      <div className="kitedit__row">
        <DraftChoice
          path={['kind']}
          label="Kind"
          help="Interviews take their prompts by kind."
          options={choices.kinds}
        />
        <DraftLine
          path={['topic']}
          label="Topic"
          optional
          help="A short id, such as payments: a kit with too many prompts on one topic is thin."
        />
      </div>
      <DraftText
        path={['candidate_text']}
        label="What the candidate reads"
        help="In one piece, as it is handed out. It says nothing of what is rated."
        rows={8}
      />
      <ChosenItems
        path={['rates']}
        title="Criteria that it gives evidence for"
        item="criterion"
        options={choices.criteria}
      />
      <ChosenItems path={['source']} title="Lines of the role that it answers" item="line" options={choices.lines} />
      <TextList path={['sources']} title="Where its figures come from" item="source" />
    </>
  )
}
