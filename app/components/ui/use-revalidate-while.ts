import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Loads the page's data again every `ms` while something is under way. Without a script the page offers a link instead. */
export function useRevalidateWhile(pending: boolean, ms: number): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!pending || state !== 'idle') return
    const timer = setTimeout(revalidate, ms)
    return () => clearTimeout(timer)
  }, [pending, state, revalidate, ms])
}
