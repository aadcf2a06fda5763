import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'

/** An address with a `#place` that lies in something folded opens it and goes there. Waits while `ready` is false. */
export function useOpenTarget(ready = true) {
  const { hash, key } = useLocation()
  useEffect(() => {
    const target = ready && hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
    if (!target) return
    for (let at: Element | null = target; at; at = at.parentElement)
      if (at instanceof HTMLDetailsElement) at.open = true
    target.scrollIntoView()
  }, [hash, key, ready])
}

/** Paper cannot be unfolded: everything is open while it is printed, and as it was afterwards. */
export function useOpenInPrint() {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = []
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
      for (const one of opened) one.open = true
    }
    const close = () => {
      for (const one of opened) one.open = false
    }
    window.addEventListener('beforeprint', open)
    window.addEventListener('afterprint', close)
    return () => {
      window.removeEventListener('beforeprint', open)
      window.removeEventListener('afterprint', close)
    }
  }, [])
}
