import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  type ShouldRevalidateFunction,
} from '@remix-run/react'
import { useContext } from 'react'
import { navigation } from './components/navigation'
import { Document, fontLinks } from './components/ui/document'
import { ErrorPage } from './components/ui/error-page'
import { Frame, Page } from './components/ui/frame'
import { asUsualUnlessLost } from './components/ui/lost-answer'
import { useFrameKind } from './components/ui/frame-kind'
import { NonceContext } from './components/ui/nonce'
import { readTheme, useThemeOfCookie } from './components/ui/theme'
import { accountOf } from './domain/identity/form-account'
import { helpAt } from './domain/help/page-help'
import { isForCandidates } from './paths'
import { takeFlash } from './platform/flash.server'
import { findViewer } from './platform/session.server'
import { retryAfter } from './platform/slow-down.server'
import './app.css'

export const links: LinksFunction = () => [...fontLinks, { rel: 'icon', href: '/mark.svg', type: 'image/svg+xml' }]

/** A refusal that ends in the root's error page says when to come back. */
export const headers = retryAfter

export const meta: MetaFunction = () => [{ title: 'Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url)
  if (isForCandidates(pathname)) return data({ theme: 'system' as const, flash: null, viewer: null, help: null })
  const viewer = await findViewer(request)
  const flash = await takeFlash(request)
  return data(
    {
      theme: readTheme(request.headers.get('Cookie')),
      flash: flash.message,
      help: helpAt(pathname),
      viewer: viewer && {
        account: accountOf(viewer),
        name: viewer.name,
        organisation: viewer.organisationName,
        nav: navigation(viewer),
      },
    },
    { headers: flash.headers },
  )
}

export const shouldRevalidate: ShouldRevalidateFunction = asUsualUnlessLost

export default function App() {
  const { theme } = useLoaderData<typeof loader>()
  const nonce = useContext(NonceContext)
  const scripts = useFrameKind() !== 'none'
  return (
    <Document theme={theme} nonce={nonce} scripts={scripts}>
      <Outlet />
    </Document>
  )
}

/** Only what fails in the root itself ends here, as when the database is away: who asks is not known then. */
export function ErrorBoundary() {
  const error = useRouteError()
  const theme = useThemeOfCookie()
  const nonce = useContext(NonceContext)
  const answer = isRouteErrorResponse(error) ? error : null
  return (
    <Document theme={theme} nonce={nonce}>
      <Frame theme={theme} nav={[]} viewer={null}>
        <Page>
          <ErrorPage
            status={answer?.status ?? 500}
            message={typeof answer?.data === 'string' && answer.data && answer.status !== 404 ? answer.data : undefined}
          />
        </Page>
      </Frame>
    </Document>
  )
}
