import { createContext, useContext, useEffect, useState } from 'react'
import { Form } from './form'

export type Theme = 'system' | 'light' | 'dark'

const words: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }
const themes = Object.keys(words) as Theme[]
const cookieName = 'assay_theme'

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

/** The theme a Cookie header asks for; the system's where it says nothing we know. */
export function readTheme(cookieHeader: string | null): Theme {
  const found = cookieHeader?.split(/;\s*/).find((pair) => pair.startsWith(`${cookieName}=`))
  const value = found?.slice(cookieName.length + 1)
  return isTheme(value) ? value : 'system'
}

/** The cookie that keeps the choice for a year. A script may read it: it says nothing about anybody. */
export function themeCookie(theme: Theme, secure: boolean): string {
  return `${cookieName}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** The Cookie header of the request while the server renders; the browser has its own cookies. */
export const CookieContext = createContext<string | null>(null)

/** The theme that the cookie asks for, for a page whose loader did not answer. */
export function useThemeOfCookie(): Theme {
  const header = useContext(CookieContext)
  return readTheme(typeof document === 'undefined' ? header : document.cookie)
}

function wear(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
  document.cookie = themeCookie(theme, location.protocol === 'https:')
}

/** Radios of the account menu. They need the script, so they appear with it. */
export function ThemeChoice({ theme, name }: { theme: Theme; name: string }) {
  const [chosen, setChosen] = useState<Theme | null>(null)
  useEffect(() => setChosen(readTheme(document.cookie)), [theme])
  if (!chosen) return null
  return (
    <fieldset className="menu__theme">
      <legend className="vh">Theme</legend>
      <div className="choice">
        {themes.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={chosen === option}
              onChange={() => {
                wear(option)
                setChosen(option)
              }}
            />
            {words[option]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Foot of the page: swaps light and dark. With `action` it also works as a plain form, without a script. */
export function ThemeSwitch({ theme, action }: { theme: Theme; action?: string }) {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready && !action) return null
  return (
    <Form method="post" action={action} reloadDocument>
      <button
        type="submit"
        className="theme"
        name="theme"
        value={theme === 'dark' ? 'light' : 'dark'}
        onClick={(event) => {
          event.preventDefault()
          const worn = document.documentElement.dataset.theme
          const dark = worn ? worn === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
          wear(dark ? 'light' : 'dark')
        }}
      >
        Theme: switch light/dark
      </button>
    </Form>
  )
}
