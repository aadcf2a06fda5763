import { useEffect, useState } from 'react'

/** True once something has been under way for longer than people take for "at once". */
export function useSlow(underWay: boolean, after = 300): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!underWay) {
      setSlow(false)
      return
    }
    const timer = setTimeout(() => setSlow(true), after)
    return () => clearTimeout(timer)
  }, [underWay, after])
  return slow
}
