import { useNavigate } from '@remix-run/react'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Dialog } from './dialog'

/** One key, or two pressed in turn: `j`, `?`, `g k`. */
export type KeyBinding = { keys: string; label: string; run?: () => void }

type Registry = {
  add: (bindings: KeyBinding[]) => () => void
  help: () => void
  /** The keys of the page that is shown. */
  page: KeyBinding[]
}

const KeysContext = createContext<Registry | null>(null)
const offKey = 'assay_keys'
const patience = 1200

/** Keys of a page, listed under `?` while the page is shown. Give a stable array (useMemo) or accept re-registration. */
export function usePageShortcuts(bindings: KeyBinding[]) {
  const registry = useContext(KeysContext)
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map(({ keys, label }) => `${keys}\t${label}`).join('\n')
  const add = registry?.add
  useEffect(
    () => add?.(latest.current.map((binding, at) => ({ ...binding, run: () => latest.current[at]?.run?.() }))),
    [add, shape],
  )
}

/** The keys of the page that is shown, and how to open the list of all; null where the page listens for none. */
export function useKeyList(): { page: readonly KeyBinding[]; showAll: () => void } | null {
  const registry = useContext(KeysContext)
  return registry && { page: registry.page, showAll: registry.help }
}

/** The button in the foot that shows the keys, for whoever does not know `?`. */
export function ShortcutsButton() {
  const registry = useContext(KeysContext)
  return (
    <button type="button" className="keys__open" onClick={registry?.help}>
      Keyboard shortcuts <kbd className="kbd">?</kbd>
    </button>
  )
}

type KeysProviderProps = {
  /** Where `g` and a letter go. */
  places: { key: string; label: string; to: string }[]
  children: ReactNode
}

/** Listens for single keys, never while somebody writes or a dialog is open, and never where they were switched off. */
export function ShortcutsProvider({ places, children }: KeysProviderProps) {
  const [pages, setPages] = useState<KeyBinding[][]>([])
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  const pending = useRef<{ key: string; at: number } | null>(null)

  const add = useCallback((bindings: KeyBinding[]) => {
    setPages((before) => [...before, bindings])
    return () => setPages((before) => before.filter((one) => one !== bindings))
  }, [])
  const registry = useMemo<Registry>(() => ({ add, help: () => setOpen(true), page: pages.flat() }), [add, pages])

  const everywhere: KeyBinding[] = [
    ...places.map(({ key, label, to }) => ({ keys: `g ${key}`, label, run: () => navigate(to) })),
    { keys: '?', label: 'Keyboard shortcuts', run: () => setOpen(true) },
  ]
  const bindings = useRef<KeyBinding[]>([])
  bindings.current = [...pages.flat(), ...everywhere]

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      if (event.key.length > 1 && !/^(Arrow|Enter)/.test(event.key)) return
      if (document.querySelector('dialog[open]') || keysAreOff()) return
      const first = pending.current && event.timeStamp - pending.current.at < patience ? pending.current.key : null
      pending.current = null
      const pressed = first ? `${first} ${event.key}` : event.key
      const found = bindings.current.find(({ keys }) => keys === pressed)
      if (found) {
        event.preventDefault()
        found.run?.()
      } else if (bindings.current.some(({ keys }) => keys.startsWith(`${event.key} `))) {
        pending.current = { key: event.key, at: event.timeStamp }
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <KeysContext.Provider value={registry}>
      {children}
      <KeysHelp open={open} onClose={() => setOpen(false)} page={pages.flat()} everywhere={everywhere} />
    </KeysContext.Provider>
  )
}

type KeysHelpProps = { open: boolean; onClose: () => void; page: KeyBinding[]; everywhere: KeyBinding[] }

function KeysHelp({ open, onClose, page, everywhere }: KeysHelpProps) {
  const [off, setOff] = useState(false)
  useEffect(() => setOff(keysAreOff()), [open])
  return (
    <Dialog
      open={open}
      onClose={onClose}
      className="sheet"
      title="Keyboard shortcuts"
      closeLabel="Close keyboard shortcuts"
    >
      {page.length > 0 ? <ShortcutList label="This page" bindings={page} /> : null}
      <ShortcutList label="Everywhere" bindings={everywhere} />
      <label className="check">
        <input
          type="checkbox"
          checked={!off}
          onChange={(event) => {
            localStorage.setItem(offKey, event.target.checked ? 'on' : 'off')
            setOff(!event.target.checked)
          }}
        />
        <span>
          Use keyboard shortcuts
          <span className="check__note">
            Switch them off if speech input or a screen reader triggers them by mistake.
          </span>
        </span>
      </label>
    </Dialog>
  )
}

/** Keys with what each does. */
export function ShortcutList({ label, bindings }: { label: string; bindings: readonly KeyBinding[] }) {
  return (
    <>
      <h3 className="label">{label}</h3>
      <ul className="keylist">
        {bindings.map(({ keys, label: does }) => (
          <li key={`${keys} ${does}`}>
            <span>{does}</span>
            <span>
              {keys.split(' ').map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function keysAreOff(): boolean {
  try {
    return localStorage.getItem(offKey) === 'off'
  } catch {
    return false
  }
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox|button|submit|reset|range)$/.test(target.type)
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}
