import { Link, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Arrival, LoadingBar } from './arrival'
import { classes } from './classes'
import { FocusAfterForm } from './focus-after-form'
import { HelpMenu } from './help-menu'
import { Icon, Mark } from './icon'
import { ShortcutsButton, ShortcutsProvider } from './shortcuts'
import { paths } from '~/paths'
import { Menu } from './menu'
import { ThemeChoice, ThemeSwitch, type Theme } from './theme'
import { Form } from './form'

export type NavItem = {
  label: string
  to: string
  /** Other paths that belong to this item: `/applications` belongs to Jobs. */
  also?: string[]
  /** The letter after `g`. */
  key?: string
  /** What waits there, in the menu of a phone: "1 today". */
  waits?: string
}

export type FrameProps = {
  organisation?: string
  nav: NavItem[]
  viewer: { name: string } | null
  /** Rows of the account menu above "Sign out". */
  account?: { label: string; to: string; hint?: string }[]
  signOutAction?: string
  theme: Theme
  /** Where the theme form posts when there is no script; without it the switch needs the script. */
  themeAction?: string
  /** `wide` lets the bar span the page; `bare` leaves the bar and the foot to the page (scorecard, sign-in). */
  kind?: 'usual' | 'wide' | 'bare'
  children: ReactNode
}

export function Frame(props: FrameProps) {
  const { nav, kind = 'usual', children } = props
  const places = nav.flatMap(({ key, label, to }) => (key ? [{ key, label, to }] : []))
  return (
    <ShortcutsProvider places={places}>
      <a className="skip" href="#main">
        Skip to main content
      </a>
      <LoadingBar />
      <Arrival />
      <FocusAfterForm />
      {kind === 'bare' ? null : <TopBar {...props} />}
      {children}
      {kind === 'bare' ? null : <Foot {...props} />}
    </ShortcutsProvider>
  )
}

/** The page itself. Every page has exactly one; the skip link leads to it. */
export function Page({ className = 'page', children }: { className?: string; children: ReactNode }) {
  return (
    <main id="main" className={className} tabIndex={-1}>
      {children}
    </main>
  )
}

function TopBar({ nav, viewer, account = [], organisation, signOutAction, theme, kind }: FrameProps) {
  const current = useCurrent()
  const signOut = signOutAction ? <SignOut action={signOutAction} /> : null
  return (
    <header className={classes('top', kind === 'wide' && 'top--wide')}>
      <div className="top__in">
        <Link className="mark" to="/">
          <Mark />
          Assay
        </Link>
        <nav className="nav" aria-label="Main">
          {nav.map((item) => (
            <Link key={item.to} to={item.to} prefetch="intent" aria-current={current(item)}>
              {item.label}
            </Link>
          ))}
        </nav>
        <div className="top__end">
          <HelpMenu />
          {viewer ? (
            <>
              <Menu
                className="only-large"
                triggerClass="me"
                trigger={
                  <>
                    {viewer.name}
                    <Icon name="down" />
                  </>
                }
              >
                <div className="menu">
                  <AccountRows account={account}>
                    <ThemeChoice theme={theme} name="theme-bar" />
                  </AccountRows>
                  {signOut}
                </div>
              </Menu>
              <Menu
                className="pop--page only-small"
                triggerClass="btn btn--icon"
                label="Menu"
                trigger={
                  <>
                    <Icon name="close" className="icon--shut" />
                    <Icon name="menu" />
                  </>
                }
              >
                <nav className="menu" aria-label="Menu">
                  <div className="menu__group">
                    {nav.map((item) => (
                      <Link key={item.to} className="menu__row" to={item.to} aria-current={current(item)}>
                        {item.label}
                        {item.waits ? <span className="faint">{item.waits}</span> : null}
                      </Link>
                    ))}
                  </div>
                  <AccountRows name={viewer.name} account={account}>
                    <ThemeChoice theme={theme} name="theme-menu" />
                  </AccountRows>
                  {signOut}
                  {organisation ? (
                    <div className="menu__group">
                      <p className="small faint">{organisation} · Assay</p>
                    </div>
                  ) : null}
                </nav>
              </Menu>
            </>
          ) : null}
        </div>
      </div>
    </header>
  )
}

type AccountRowsProps = { name?: string; account: NonNullable<FrameProps['account']>; children: ReactNode }

function AccountRows({ name, account, children }: AccountRowsProps) {
  return (
    <div className="menu__group">
      {name ? <p className="label">{name}</p> : null}
      {account.map((row) => (
        <Link key={row.to} className="menu__row" to={row.to}>
          {row.label}
          {row.hint ? <span className="faint">{row.hint}</span> : null}
        </Link>
      ))}
      {children}
    </div>
  )
}

function SignOut({ action }: { action: string }) {
  return (
    <Form method="post" action={action} reloadDocument className="menu__group">
      <button type="submit" className="menu__row">
        Sign out
      </button>
    </Form>
  )
}

function Foot({ organisation, viewer, theme, themeAction }: FrameProps) {
  return (
    <footer className="foot">
      <span>{organisation ? `${organisation} · Assay` : 'Assay'}</span>
      {viewer ? (
        <>
          <span className="keys">
            <ShortcutsButton />
          </span>
          <Link to={paths.glossary()}>Glossary</Link>
        </>
      ) : null}
      <ThemeSwitch theme={theme} action={themeAction} />
    </footer>
  )
}

/** `page` on the very page, `true` anywhere below it, nothing elsewhere. */
function useCurrent() {
  const { pathname } = useLocation()
  return (item: NavItem): 'page' | 'true' | undefined => {
    if (pathname === item.to) return 'page'
    const within = (base: string) => base !== '/' && (pathname === base || pathname.startsWith(`${base}/`))
    return [item.to, ...(item.also ?? [])].some(within) ? 'true' : undefined
  }
}
