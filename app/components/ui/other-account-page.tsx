import type { OtherAccount } from '~/domain/identity/form-account'
import { Sides } from './both-texts'
import { ErrorPage } from './error-page'

export const OTHER_ACCOUNT_TITLE = 'This form belongs to another account'

/** A form that another account's session opened: why it was refused, and what it held, so that nothing typed is lost. */
export function OtherAccountPage({ refusal: { message, sent } }: { refusal: OtherAccount }) {
  const then =
    sent.length > 0
      ? 'What the form held is below: copy it, sign in to the account that it belongs to, and send it from there.'
      : 'Sign in to the account that it belongs to, or load the page again to act as yourself.'
  return (
    <>
      <ErrorPage status={409} title={OTHER_ACCOUNT_TITLE} message={`${message} ${then}`} />
      {sent.length > 0 ? <Sides stored={null} sent={sent} sentTitle="Sent, not stored" /> : null}
    </>
  )
}
