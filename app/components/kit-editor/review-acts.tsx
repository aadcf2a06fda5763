import { Submit } from '~/components/ui/button'
import { TextArea } from '~/components/ui/field'
import { Form } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import { Panel } from '~/components/ui/page'
import type { DraftOfKit } from './draft-state'
import { ShownDraft } from './shown-draft'

type ReviewActsProps = {
  draft: DraftOfKit & { changeNote: string | null }
  may: { review: boolean; publish: boolean }
  /** Why the viewer may not review this draft; null: they may. */
  own: string | null
  errors: Record<string, string>
  note: string | undefined
  comment: string | undefined
}

/** The next step of a draft: send it to review, approve it or send it back, publish it. */
export function ReviewActs({ draft, may, own, errors, note, comment }: ReviewActsProps) {
  const shown = <ShownDraft draft={draft} />
  if (draft.state === 'draft')
    return (
      <Panel title="Send to review" id="h-next">
        <Form method="post" className="stack" noValidate>
          {shown}
          <TextArea
            name="changeNote"
            label="Change note"
            help="What changed and why. Everybody who uses the kit reads it."
            defaultValue={note ?? draft.changeNote ?? ''}
            error={errors.changeNote}
          />
          <div>
            <Submit name="intent" value="submit" busy="Sending">
              Send to review
            </Submit>
          </div>
        </Form>
      </Panel>
    )
  return (
    <Panel title={draft.state === 'approved' ? 'Publish' : 'Review'} id="h-next">
      <p>
        Sent by {draft.submittedBy}: {draft.changeNote}
      </p>
      {draft.state === 'approved' ? (
        <p>
          Approved by {draft.reviewedBy}
          {draft.comment ? (
            <>
              : <span className="kitedit__typed">{draft.comment}</span>
            </>
          ) : (
            '.'
          )}
        </p>
      ) : null}
      {draft.state === 'in_review' && own ? <Note>{own}</Note> : null}
      {draft.state === 'in_review' && !own && may.review ? (
        <Form method="post" className="stack" noValidate>
          {shown}
          <TextArea
            name="comment"
            label="Comment"
            help="Say what is to be changed to send the draft back. With an approval it is shown beside your name."
            defaultValue={comment ?? ''}
            error={errors.comment}
          />
          <div className="kitedit__acts">
            <Submit name="intent" value="approve" busy="Approving">
              Approve
            </Submit>
            <Submit kind="plain" name="intent" value="send-back" busy="Sending">
              Send back
            </Submit>
          </div>
        </Form>
      ) : null}
      <div className="kitedit__acts">
        {draft.state === 'approved' && may.publish ? (
          <Form method="post">
            {shown}
            <Submit name="intent" value="publish" busy="Publishing">
              Publish the version
            </Submit>
          </Form>
        ) : null}
        <Form method="post">
          {shown}
          <Submit kind="quiet" name="intent" value="take-back">
            Take it back to edit it
          </Submit>
        </Form>
      </div>
    </Panel>
  )
}
