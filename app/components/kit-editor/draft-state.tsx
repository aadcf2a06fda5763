import { count } from '~/components/format'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { Empty, Note } from '~/components/ui/message'
import { Panel } from '~/components/ui/page'
import { actName } from '~/domain/kit-draft/form'
import { paths } from '~/paths'
import { SendFields } from './send-fields'
import { ShownDraft } from './shown-draft'

export type DraftOfKit = {
  id: number
  state: 'draft' | 'in_review' | 'approved'
  revision: number
  changed: string
  changedBy: string
  submittedBy: string | null
  reviewedBy: string | null
  comment: string | null
  problems: number
  undo: boolean
  redo: boolean
}

export const stateNames = { draft: 'Draft', in_review: 'In review', approved: 'Approved' } as const

/** Where a kit's draft stands, and what can be done with it next. */
export function DraftState({ kit, clientKey }: { kit: { id: number; draft: DraftOfKit | null }; clientKey: string }) {
  const { id, draft } = kit
  if (!draft)
    return (
      <Empty
        title="No draft"
        act={
          <Form method="post">
            <Submit name="intent" value="open" busy="Opening">
              Open a draft
            </Submit>
          </Form>
        }
      >
        Open a draft to change the kit. It goes on from the newest version.
      </Empty>
    )
  return (
    <Panel title={stateNames[draft.state]} id="h-draft" aside={`Changed ${draft.changed} by ${draft.changedBy}`}>
      {draft.comment && draft.state === 'draft' ? (
        <Note kind="doubt">
          {draft.reviewedBy ? `${draft.reviewedBy} sent it back:` : 'It was approved and taken back. Comment on it:'}{' '}
          {draft.comment}
        </Note>
      ) : null}
      <p>
        {draft.problems === 0
          ? 'There is no mistake in this draft.'
          : `${count(draft.problems, 'mistake')} to correct before it can be reviewed.`}
      </p>
      <div className="kitedit__acts">
        <ButtonLink kind="primary" to={paths.ownKitReview(id)}>
          Review and publish
        </ButtonLink>
        {draft.state === 'draft' ? (
          <>
            {draft.undo ? (
              <Act intent="undo" draft={draft}>
                Undo my last change
              </Act>
            ) : null}
            {draft.redo ? (
              <Act intent="redo" draft={draft}>
                Redo
              </Act>
            ) : null}
            <AddPart list="criteria" clientKey={clientKey}>
              Add a criterion
            </AddPart>
            <AddPart list="red_flags" clientKey={clientKey}>
              Add a red flag
            </AddPart>
            <AddPart list="interviews" clientKey={clientKey}>
              Add an interview
            </AddPart>
          </>
        ) : null}
      </div>
    </Panel>
  )
}

function Act({ intent, draft, children }: { intent: string; draft: DraftOfKit; children: string }) {
  return (
    <Form method="post">
      <ShownDraft draft={draft} />
      <Submit kind="plain" name="intent" value={intent}>
        {children}
      </Submit>
    </Form>
  )
}

function AddPart({ list, clientKey, children }: { list: string; clientKey: string; children: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="add" />
      <SendFields clientKey={`${list}-${clientKey}`} />
      <Submit kind="plain" name="do" value={actName.add([list])}>
        {children}
      </Submit>
    </Form>
  )
}
