import { useEffect, useState } from 'react'
import { Button, ButtonLink, Submit } from '~/components/ui/button'
import { Dialog, DialogActs } from '~/components/ui/dialog'
import { TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { withdrawalKey } from '~/domain/scorecard/withdrawal-key'
import { paths } from '~/paths'

type AuthorActsProps = {
  scorecardId: number
  lastNumber: number
  withdrawn: boolean
  errors?: FieldErrors
  reason?: string
}

/** What the author may still do with a submitted scorecard. Without a script the form of the withdrawal stands in the page. */
export function AuthorActs({ scorecardId, lastNumber, withdrawn, errors, reason }: AuthorActsProps) {
  const [open, setOpen] = useState(Boolean(errors && Object.keys(errors).length > 0))
  const form = useErrorFocus(errors)
  useEffect(() => {
    if (errors && Object.keys(errors).length > 0) setOpen(true)
  }, [errors])
  return (
    <>
      <ButtonLink to={`${paths.scorecard(scorecardId)}?amend`}>
        {withdrawn ? 'Write a new version' : 'Amend'}
      </ButtonLink>
      {withdrawn ? null : (
        <>
          <Button kind="danger" onClick={() => setOpen(true)}>
            Withdraw
          </Button>
          <Dialog open={open} onClose={() => setOpen(false)} title="Withdraw this scorecard?">
            <p>It will not be counted. What you submitted is kept for the record, with your reason.</p>
            <Form method="post" ref={form} onSubmit={() => setOpen(false)}>
              <FormError>{errors?.['']}</FormError>
              <input type="hidden" name="writeKey" value={withdrawalKey(lastNumber)} />
              <input type="hidden" name="base" value={lastNumber} />
              <TextArea name="reason" label="Reason" rows={3} defaultValue={reason} error={errors?.reason} />
              <DialogActs>
                <Button onClick={() => setOpen(false)}>Cancel</Button>
                <Submit kind="danger-solid" busy="Withdrawing">
                  Withdraw scorecard
                </Submit>
              </DialogActs>
            </Form>
          </Dialog>
        </>
      )}
    </>
  )
}
