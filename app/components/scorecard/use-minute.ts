import { useEffect, useState } from 'react'

/** Minutes since the interview began: the server's figure first, so that both draw the same, then the device's clock. */
export function useMinute(startsAt: string | null, atLoad: number | null): number | null {
  const [minute, setMinute] = useState(atLoad)
  useEffect(() => {
    if (!startsAt) return
    const tick = () => setMinute(Math.floor((Date.now() - new Date(startsAt).getTime()) / 60_000))
    tick()
    const timer = setInterval(tick, 15_000)
    return () => clearInterval(timer)
  }, [startsAt])
  return minute
}
