import { CopyButton } from './ui/copy-button'

/** A link whose secret is kept nowhere: shown once, to be handed over by whoever made it. */
export function LinkOnce({ href, until, repeatedly }: { href: string; until: string; repeatedly?: boolean }) {
  return (
    <>
      <div className="adm__link">
        <code>{href}</code>
        <CopyButton small text={href} />
      </div>
      <p className="quiet">
        Works {repeatedly ? '' : 'once, '}until {until}. Copy it now: it is shown only this once.
      </p>
    </>
  )
}
