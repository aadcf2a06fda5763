import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { useContext, type ReactNode } from 'react'
import { navigation } from './components/navigation'
import { Document, fontLinks } from './components/ui/document'
import { ErrorPage } from './components/ui/error-page'
import { Frame, Page, type FrameProps } from './components/ui/frame'
import { Flash } from './components/ui/message'
import { NonceContext } from './components/ui/nonce'
import { readTheme } from './components/ui/theme'
import { isForCandidates, paths } from './paths'
import { takeFlash } from './platform/flash.server'
import { findViewer } from './platform/session.server'
import { retryAfter } from './platform/slow-down.server'
import './app.css'

export const links: LinksFunction = () => [...fontLinks, { rel: 'icon', href: '/mark.svg', type: 'image/svg+xml' }]

/** A refusal that ends in the root's error page says when to come back. */
export const headers = retryAfter

export const meta: MetaFunction = () => [{ title: 'Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (isForCandidates(new URL(request.url).pathname))
    return data({ theme: 'system' as const, flash: null, viewer: null })
  const viewer = await findViewer(request)
  const flash = await takeFlash(request)
  return data(
    {
      theme: readTheme(request.headers.get('Cookie')),
      flash: flash.message,
      viewer: viewer && { name: viewer.name, organisation: viewer.organisationName, nav: navigation(viewer) },
    },
    { headers: flash.headers },
  )
}

/** What a route may say of its frame: `export const handle: RouteHandle = { frame: 'bare' }`. */
export type RouteHandle = {
  /** `none` shows the page alone, without navigation and without a script. */
  frame?: FrameKind | ((loaded: unknown) => FrameKind)
}
type FrameKind = FrameProps['kind'] | 'none'

function useFrameKind(): FrameKind {
  return useMatches()
    .map((match) => {
      const frame = (match.handle as RouteHandle | undefined)?.frame
      return typeof frame === 'function' ? frame(match.data) : frame
    })
    .findLast(Boolean)
}

function Shell({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const kind = useFrameKind()
  if (kind === 'none') return <>{children}</>
  return (
    <Frame
      kind={kind}
      theme={root?.theme ?? 'system'}
      nav={root?.viewer?.nav ?? []}
      viewer={root?.viewer ?? null}
      organisation={root?.viewer?.organisation}
      account={[{ label: 'My account', to: paths.account() }]}
      signOutAction={paths.signOut()}
    >
      {children}
      <Flash>{root?.flash}</Flash>
    </Frame>
  )
}

export default function App() {
  const { theme } = useLoaderData<typeof loader>()
  const nonce = useContext(NonceContext)
  const scripts = useFrameKind() !== 'none'
  return (
    <Document theme={theme} nonce={nonce} scripts={scripts}>
      <Shell>
        <Outlet />
      </Shell>
    </Document>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const root = useRouteLoaderData<typeof loader>('root')
  const nonce = useContext(NonceContext)
  const answer = isRouteErrorResponse(error) ? error : null
  const message = typeof answer?.data === 'string' && answer.data && answer.status !== 404 ? answer.data : undefined
  return (
    <Document theme={root?.theme ?? 'system'} nonce={nonce}>
      <Shell>
        <Page>
          <ErrorPage status={answer?.status ?? 500} message={message} />
        </Page>
      </Shell>
    </Document>
  )
}
