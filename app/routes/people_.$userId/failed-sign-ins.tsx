import { count } from '~/components/format'
import { Button } from '~/components/ui/button'
import { Empty } from '~/components/ui/message'
import { Section } from '~/components/ui/page'
import { Form } from '~/components/ui/form'
import type { FailedSignInsView } from '~/domain/identity/view'

/** Attempts to sign in as this person that failed, and the button that ends the delays they caused. */
export function FailedSignIns({ signIns }: { signIns: FailedSignInsView | null }) {
  return (
    <Section
      title="Failed sign-ins"
      id="sign-ins"
      lead="Attempts with this address and a wrong password in the last 2 days. After 5 from one place, further ones have to wait."
    >
      {signIns === null ? (
        <Empty title="No failed sign-ins" heading="h3">
          There was no failed sign-in for this person in the last 2 days.
        </Empty>
      ) : (
        <div className="stack">
          <p>
            {count(signIns.failures, 'failed sign-in')} from {count(signIns.places, 'place')}, the last {signIns.last}.{' '}
            {signIns.delayedUntil
              ? `New attempts may be delayed until ${signIns.delayedUntil}. Devices that this person has signed in on before are not delayed.`
              : 'New attempts are not delayed.'}
          </p>
          {signIns.delayedUntil ? (
            <Form method="post">
              <Button type="submit" name="intent" value="lift">
                Lift the delays
              </Button>
            </Form>
          ) : null}
        </div>
      )}
    </Section>
  )
}
