import { Link } from '@remix-run/react'
import { count } from '~/components/format'
import { Submit } from '~/components/ui/button'
import { Choice } from '~/components/ui/choice'
import { TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { causeNames, RETIREMENT_CAUSES } from '~/domain/prompt-rotation/causes'
import type { PromptUseView } from '~/domain/prompt-rotation/view'
import { paths } from '~/paths'

type PromptUseProps = {
  kit: string
  use: PromptUseView
  failed: { fieldErrors: FieldErrors; values: Record<string, string> } | null
}

/** How often a prompt was used, and the form that retires or restores it. Nothing to those who may not. */
export function PromptUse({ kit, use: { use, retired }, failed }: PromptUseProps) {
  const box = useErrorFocus<HTMLDivElement>(failed?.fieldErrors)
  if (!use) return null
  const { candidates, planned, lastUse, limit, mayReadAll } = use
  return (
    <section className="chapter no-print" id="use" aria-labelledby="h-use">
      <h2 className="h2" id="h-use">
        Use and retirement
      </h2>
      <p>
        {candidates === 0
          ? 'No candidate has seen this prompt yet'
          : `Seen by ${count(candidates, 'candidate')}, last on ${lastUse ?? ''}`}
        {planned > 0 ? `; planned for ${count(planned, 'candidate')}` : ''}.{' '}
        {candidates >= limit && !retired ? `Retiring is suggested from ${count(limit, 'candidate')}. ` : ''}
        {mayReadAll ? <Link to={paths.kitPrompts(kit)}>All prompts of this kit</Link> : null}
      </p>
      <div ref={box}>
        <FormError>{failed?.fieldErrors['']}</FormError>
        {retired ? (
          <Form method="post" className="stack">
            <input type="hidden" name="intent" value="restore" />
            <input type="hidden" name="retirementId" value={retired.id} />
            <div>
              <Submit kind="plain" busy="Restoring">
                Restore the prompt
              </Submit>
            </div>
          </Form>
        ) : (
          <details open={failed !== null}>
            <summary>Retire this prompt</summary>
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="retire" />
              <Choice
                name="cause"
                legend="Why"
                options={RETIREMENT_CAUSES.map((cause) => ({ value: cause, label: causeNames[cause] }))}
                defaultValue={failed?.values.cause ?? null}
                error={failed?.fieldErrors.cause}
              />
              <TextArea
                name="reason"
                label="Reason"
                help="Everybody who reads the kit sees it, so name no candidate."
                defaultValue={failed?.values.reason ?? ''}
                error={failed?.fieldErrors.reason}
              />
              <div>
                <Submit kind="plain" busy="Retiring">
                  Retire the prompt
                </Submit>
              </div>
            </Form>
          </details>
        )}
      </div>
    </section>
  )
}
