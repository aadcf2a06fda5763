import { Submit } from '~/components/ui/button'
import { Note } from '~/components/ui/message'
import { Form } from '../ui/form'
import type { VerificationView } from '~/domain/audit/verification'

/** Whether the audit chain is intact, how far and since when that is known, and what to do if it is not. */
export function ChainState({ intact, details }: VerificationView) {
  return (
    <section className="chain" aria-labelledby="chain-title">
      <h2 className="h2" id="chain-title">
        Verification
      </h2>
      {intact ? (
        <p>{details ? reach(details) : <b>No break has been found in the chain.</b>}</p>
      ) : (
        <Broken {...details} />
      )}
      <p className="quiet">
        Each entry carries the hash of the one before. New entries are verified every ten minutes, the whole chain every
        night.
      </p>
      <Form method="post">
        <Submit kind="plain" name="intent" value="verify-now" busy="Requesting verification">
          Verify now
        </Submit>
      </Form>
      {details?.inProgress ? (
        <p role="status">A full verification is in progress. Reload the page to see its result.</p>
      ) : null}
    </section>
  )
}

function reach({ verified, intactAt }: NonNullable<VerificationView['details']>) {
  if (!verified)
    return <>The chain has not been verified yet. The first verification runs within ten minutes of the first entry.</>
  return (
    <>
      <b>No break has been found.</b> Verified up to entry {verified.number} on {verified.at};{' '}
      {intactAt
        ? `last recomputed from the first entry on ${intactAt}`
        : 'not yet recomputed a second time from the first entry'}
      .
    </>
  )
}

function Broken({ broken }: Partial<NonNullable<VerificationView['details']>>) {
  return (
    <Note kind="flag" icon="warning" role="alert">
      <b>The chain is broken: an entry {broken ? `(number ${broken.number}) ` : ''}is missing or was changed.</b>{' '}
      {broken ? `Found on ${broken.at}. ` : ''}
      Assay continues to write and changes nothing here by itself. Keep a copy of the database as it is now, compare its
      audit entries with those of the last backup, and find out who had access to the database. After a backup has been
      restored, choose “Verify now”.
    </Note>
  )
}
