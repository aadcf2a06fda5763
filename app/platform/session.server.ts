import { redirect } from '@remix-run/node'
import { mayAnywhere, type Act, type Viewer } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { now } from './clock.server'
import { audit } from './audit.server'
import { hostCookie } from './cookie.server'
import { db, transaction, type Tx } from './db.server'
import { rememberDevice } from './device.server'
import { redirectWithMessage } from './flash.server'
import { refuseOtherAccount } from './form-account.server'
import { makeToken, readToken } from './secret.server'
import { viewerColumns, viewerOf } from './viewer.server'

export const SESSION_DAYS = 30
const IDLE_DAYS = 7
const DAY = 86_400_000
/** Writing "last seen" on every request would turn every read into a write. */
const SEEN_EVERY_MS = 5 * 60_000

const cookie = () => hostCookie('assay_session', SESSION_DAYS * 86_400)

const tokenOf = (request: Request) => readToken(cookie().read(request))

export type SignedIn = Viewer & { sessionId: number; organisationName: string }

/** The session behind the request's cookie, or null. Ends with deactivation, sign-out, seven idle days or thirty in all. */
export async function findViewer(request: Request): Promise<SignedIn | null> {
  const token = tokenOf(request)
  if (!token) return null
  const { organisationId, tokenHash } = token
  const session = await db().session.findUnique({
    where: { organisationId_tokenHash: { organisationId, tokenHash } },
    include: {
      organisation: { select: { name: true } },
      user: { select: viewerColumns },
    },
  })
  const at = now().getTime()
  const viewer = viewerOf(session?.user ?? null)
  if (!session || !viewer || session.expiresAt.getTime() <= at) return null
  if (session.lastSeenAt.getTime() + IDLE_DAYS * DAY <= at) return null
  if (session.lastSeenAt.getTime() + SEEN_EVERY_MS < at)
    await db().session.updateMany({ where: { organisationId, id: session.id }, data: { lastSeenAt: now() } })
  return { ...viewer, sessionId: session.id, organisationName: session.organisation.name }
}

const PAGES: Record<string, string> = {
  jobs: 'Jobs',
  applications: 'Applications',
  candidates: 'Candidates',
  interviews: 'My interviews',
  committee: 'Committee',
  packets: 'Packets',
  kits: 'Kits',
  calibration: 'Calibration',
  people: 'Administration',
  audit: 'Audit',
  exports: 'Export',
}

/** The page of the bar to which an address belongs, as the bar names it; an act on a page is only "this". */
function pageName(request: Request): string {
  const [, first = ''] = new URL(request.url).pathname.split('/')
  const name = PAGES[first.replace(/\.data$/, '')]
  return request.method === 'GET' && name ? `“${name}”` : 'this'
}

/**
 * Who asks, and the act they ask for. Strangers go to sign-in; a form that was opened in another account's session is
 * 409; a viewer who may do this nowhere gets 403.
 */
export async function requireViewer(request: Request, act: Act): Promise<SignedIn> {
  const viewer = await findViewer(request)
  if (!viewer) {
    const { pathname, search } = new URL(request.url)
    throw redirect(paths.signIn(request.method === 'GET' ? pathname.replace(/\.data$/, '') + search : undefined))
  }
  await refuseOtherAccount(request, viewer)
  if (!mayAnywhere(viewer, act))
    throw new Response(`Your role does not include ${pageName(request)}. Ask your administrator if you need it.`, {
      status: 403,
    })
  return viewer
}

/** A new session with a new token, written with the sign-in that earned it. Returns the cookie to set. */
export async function beginSession(
  tx: Tx,
  user: { organisationId: number; userId: number; userAgent: string | null },
): Promise<string> {
  const { token, tokenHash } = makeToken(user.organisationId)
  const at = now()
  await tx.session.create({
    data: {
      organisationId: user.organisationId,
      userId: user.userId,
      tokenHash,
      userAgent: user.userAgent?.slice(0, 200) ?? null,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + SESSION_DAYS * DAY),
    },
  })
  return cookie().set(token)
}

/** Somebody who has proved who they are, with the hash of the password that proved it. */
export type ProvenUser = { organisationId: number; userId: number; passwordHash: string }

/**
 * Signs somebody in who has just proved who they are, and makes this browser a known device of theirs. The headers for
 * the answer: the session's cookie and the device's. Null where the password was changed or the person deactivated since
 * the proof: such a change ends every session, so it must not be followed by one that rests on the old password.
 */
export const openSession = (proven: ProvenUser, request: Request): Promise<[string, string][] | null> =>
  transaction(async (tx) => {
    const { organisationId, userId, passwordHash } = proven
    const user = await tx.user.findUnique({
      where: { organisationId_id: { organisationId, id: userId }, state: 'active', passwordHash },
      select: { id: true },
    })
    if (!user) return null
    const session = await beginSession(tx, { organisationId, userId, userAgent: request.headers.get('User-Agent') })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'session.begun',
      subject: { type: 'user', id: userId },
    })
    const device = await rememberDevice(tx, { organisationId, userId }, request)
    return [
      ['Set-Cookie', session],
      ['Set-Cookie', device],
    ]
  })

/** Leads somebody who has just chosen a password to the dashboard, or to sign-in where it holds no longer. */
export async function openHome(proven: ProvenUser, request: Request) {
  const headers = await openSession(proven, request)
  return headers
    ? redirect(paths.home(), { headers })
    : redirectWithMessage(paths.signIn(), 'Your account was changed again meanwhile. Sign in with the newest password.')
}

/** Ends the session behind the request's cookie, if there is one, and says which cookie to set. */
export async function endSession(request: Request): Promise<string> {
  const token = tokenOf(request)
  if (token) await db().session.deleteMany({ where: token })
  return forgetSession()
}

export const forgetSession = (): string => cookie().clear()
