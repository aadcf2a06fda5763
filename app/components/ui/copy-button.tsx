import { useEffect, useState } from 'react'
import { Button } from './button'

/** Copies a text; not there where the browser cannot, or without a script. Whether it worked is said to screen readers too. */
export function CopyButton({ text, small, children = 'Copy' }: { text: string; small?: boolean; children?: string }) {
  const [canCopy, setCanCopy] = useState(false)
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), [])
  if (!canCopy) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  return (
    <>
      <Button small={small} onClick={() => void copy()}>
        {state === 'copied' ? 'Copied' : children}
      </Button>
      <span className={state === 'refused' ? 'small quiet' : 'vh'} role="status">
        {state === 'copied'
          ? 'Copied.'
          : state === 'refused'
            ? 'Your browser refused; select the text and copy it.'
            : ''}
      </span>
    </>
  )
}
