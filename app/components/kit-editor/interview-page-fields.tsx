import { at, isBlock } from '~/domain/kit-draft/content'
import type { Choice } from './chosen-items'
import { OptionalPart } from './optional-part'
import { DraftText, usePart } from './part-form'
import { focusOf } from './sounds-like-fields'
import { TextList } from './text-list'

/** What may be sent to a candidate before the interview. */
export function ForCandidateFields() {
  return (
    <OptionalPart
      path={['for_candidate']}
      title="For the candidate"
      what="the page for candidates"
      missing="There is no page for candidates yet. It may be sent to them before the interview."
    >
      <DraftText path={['for_candidate', 'what_happens']} label="What happens" />
      <TextList
        path={['for_candidate', 'looked_for']}
        title="What is looked for, one sentence for each criterion of the focus"
        item="sentence"
      />
      <DraftText path={['for_candidate', 'prepare']} label="How to prepare" />
      <DraftText path={['for_candidate', 'good_to_know']} label="Good to know" />
    </OptionalPart>
  )
}

/** Ten minutes of reading for whoever runs this interview for the first time. */
export function FirstTimeFields({ criteria }: { criteria: readonly Choice[] }) {
  const { node } = usePart()
  const levels = at(node, ['first_time', 'levels'])
  const focus = focusOf(node)
  const others = isBlock(levels) ? Object.keys(levels).filter((id) => !focus.includes(id)) : []
  const nameOf = (id: string) => criteria.find(([value]) => value === id)?.[1] ?? id
  return (
    <OptionalPart
      path={['first_time']}
      title="First time with this guide"
      what="the page for the first time"
      missing="There is no page yet for people who run this interview for the first time."
    >
      <TextList path={['first_time', 'before']} title="Before the interview" item="thing to do" />
      <TextList path={['first_time', 'watch_for']} title="Mistakes to watch for" item="mistake" />
      <DraftText
        path={['first_time', 'example']}
        label="Example of a part of the interview"
        rows={8}
        help="Begin each turn with its speaker, such as “Interviewer:”; a blank line ends a turn."
      />
      {[...focus, ...others].map((id) => (
        <DraftText
          key={id}
          path={['first_time', 'levels', id]}
          label={`Level that the example reaches: ${nameOf(id)}`}
          help="The level, and by which words. Leave it empty where the example shows nothing of it."
          optional
        />
      ))}
    </OptionalPart>
  )
}
