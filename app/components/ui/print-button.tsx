import { useEffect, useState } from 'react'
import { Button } from './button'

/** Prints this page; not there without a script, where the browser's own menu does it. */
export function PrintButton({ children = 'Print' }: { children?: string }) {
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  if (!scripted) return null
  return (
    <Button icon="print" onClick={() => window.print()}>
      {children}
    </Button>
  )
}
