import { useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const isTaken = () => document.activeElement !== null && document.activeElement !== document.body

const canTakeFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element.closest('[hidden], [inert]') === null

/** What surrounds the sender of a form, from the inside out, as it was when the form was sent. */
function surroundings(event: SubmitEvent): Element[] {
  const found: Element[] = []
  const from = isTaken() ? document.activeElement : event.submitter
  for (let at = from ?? (event.target as Element | null); at; at = at.parentElement) found.push(at)
  return found
}

/** Moves the focus to the sender if it is still there, else to the nearest part of the page around it that is. */
function restoreFocus([sender, ...around]: readonly Element[]) {
  if (sender && canTakeFocus(sender)) {
    sender.focus()
    if (isTaken()) return
  }
  const part = around.find((one) => canTakeFocus(one) && one.matches('section, main, [role="region"], dialog[open]'))
  if (!(part instanceof HTMLElement)) return
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1
  part.focus({ preventScroll: true })
}

/**
 * A form that succeeds often removes itself from its page, and the focus with it, so that the keyboard would begin at
 * the top again. Then the part of the page in which it stood takes the focus; what was done is read out by the message.
 * A page that moves the focus itself, as to a field in error, keeps it.
 */
export function FocusAfterForm() {
  const { state } = useNavigation()
  const sent = useRef<{ pathname: string; around: Element[] } | null>(null)

  useEffect(() => {
    const remember = (event: SubmitEvent) => {
      sent.current = { pathname: window.location.pathname, around: surroundings(event) }
    }
    document.addEventListener('submit', remember, true)
    return () => document.removeEventListener('submit', remember, true)
  }, [])

  useEffect(() => {
    const form = sent.current
    if (state !== 'idle' || !form) return
    sent.current = null
    // A new page is taken care of by `Arrival`. The page's own effects, such as those on errors, come first.
    if (form.pathname !== window.location.pathname) return
    const later = window.setTimeout(() => {
      if (!isTaken()) restoreFocus(form.around)
    })
    return () => window.clearTimeout(later)
  }, [state])

  return null
}
