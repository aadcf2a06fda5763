import { useEffect, useState } from 'react'
import { Button } from './ui/button'

/** A link whose secret is kept nowhere: shown once, to be handed over by whoever made it. */
export function LinkOnce({ href, until, repeatedly }: { href: string; until: string; repeatedly?: boolean }) {
  const [canCopy, setCanCopy] = useState(false)
  const [copied, setCopied] = useState(false)
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), [])
  return (
    <>
      <div className="adm__link">
        <code>{href}</code>
        {canCopy ? (
          <Button small onClick={() => void navigator.clipboard.writeText(href).then(() => setCopied(true))}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        ) : null}
      </div>
      <p className="quiet">
        Works {repeatedly ? '' : 'once, '}until {until}. Copy it now: it is shown only this once.
      </p>
    </>
  )
}
