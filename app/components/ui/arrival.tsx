import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useSlow } from './use-slow'

/** On a new page: the focus moves to it unless the page took it already, and its title is read out. */
export function Arrival() {
  const { pathname, hash } = useLocation()
  const before = useRef(pathname)
  const [title, setTitle] = useState('')

  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    setTitle(document.title)
    const main = document.getElementById('main')
    if (!hash && !main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
  }, [pathname, hash])

  return (
    <p className="vh" role="status">
      {title}
    </p>
  )
}

/** A thin line over the page while the next one is on its way, from 300 ms on. */
export function LoadingBar() {
  const slow = useSlow(useNavigation().state !== 'idle')
  return slow ? <div className="under-way" aria-hidden /> : null
}
