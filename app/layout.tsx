import { Outlet, isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { MetaFunction } from '@remix-run/node'
import type { ReactNode } from 'react'
import { ErrorPage, errorTitle } from './components/ui/error-page'
import { Frame, Page } from './components/ui/frame'
import { useFrameKind, type FrameKind } from './components/ui/frame-kind'
import { Flash } from './components/ui/message'
import { OTHER_ACCOUNT_TITLE, OtherAccountPage } from './components/ui/other-account-page'
import { isOtherAccount } from './domain/identity/form-account'
import { paths } from './paths'
import { retryAfter } from './platform/slow-down.server'
import type { loader as rootLoader } from './root'

/** A refusal that ends in the error page says when to come back. */
export const headers = retryAfter

const statusOf = (error: unknown) => (isRouteErrorResponse(error) ? error.status : 500)

const titleOf = (error: unknown) =>
  isRouteErrorResponse(error) && isOtherAccount(error.data) ? OTHER_ACCOUNT_TITLE : errorTitle(statusOf(error))

export const meta: MetaFunction = ({ error }) => [
  { title: error === undefined ? 'Assay' : `${titleOf(error)} · Assay` },
]

function Framed({ kind, children }: { kind: FrameKind; children: ReactNode }) {
  const root = useRouteLoaderData<typeof rootLoader>('root')
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

export default function Layout() {
  return (
    <Framed kind={useFrameKind()}>
      <Outlet />
    </Framed>
  )
}

/**
 * Every failure of a route ends here and not in the root, whose loader Remix would leave out after a failed action: the
 * page would have no navigation. A page that draws its own bar is not there to draw it, so the usual one is shown.
 */
export function ErrorBoundary() {
  const error = useRouteError()
  const kind = useFrameKind()
  const said = isRouteErrorResponse(error) && error.status !== 404 ? (error.data as unknown) : null
  if (isOtherAccount(said))
    return (
      <Framed kind={kind === 'none' ? 'none' : 'usual'}>
        <Page>
          <OtherAccountPage refusal={said} />
        </Page>
      </Framed>
    )
  return (
    <Framed kind={kind === 'none' ? 'none' : 'usual'}>
      <Page>
        <ErrorPage
          status={statusOf(error)}
          message={typeof said === 'string' && said ? said : undefined}
          acts={kind === 'none' ? <></> : undefined}
        />
      </Page>
    </Framed>
  )
}
