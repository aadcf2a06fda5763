import { accountOf, FORM_ACCOUNT_HEADER, type OtherAccount } from '~/domain/identity/form-account'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { db } from './db.server'
import { postedAccounts, postedForm, SECRET } from './parse.server'

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i

/**
 * Ends a request whose form was opened in another account's session: the session of a browser changes in a second tab or
 * on a shared computer, and what one person wrote must not be stored as another's. Nothing is stored; the answer holds
 * what was sent. A request that names no account comes from no page of ours and is taken as it is (ADR 025).
 */
export async function refuseOtherAccount(request: Request, viewer: Viewer): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const isForm = FORM.test(request.headers.get('Content-Type') ?? '')
  const header = request.headers.get(FORM_ACCOUNT_HEADER)
  const named = [...(header === null ? [] : [header]), ...(isForm ? await postedAccounts(request) : [])]
  const other = named.find((account) => account !== accountOf(viewer))
  if (other === undefined) return
  const sent = isForm ? textsOf(await postedForm(request)) : []
  const refusal: OtherAccount = { code: 'OTHER_ACCOUNT', message: await sentenceFor(viewer, other), sent }
  throw Response.json(refusal, { status: 409 })
}

/** Only who may list the people of the organisation reads the other's name. */
async function sentenceFor(viewer: Viewer, account: string): Promise<string> {
  const [organisationId, userId] = account.split('.').map(Number)
  const mayKnow = organisationId === viewer.organisationId && mayAnywhere(viewer, 'manage-people')
  const other =
    mayKnow && Number.isInteger(userId) && Number(userId) <= 2 ** 31 - 1
      ? await db().user.findUnique({
          where: { organisationId_id: { organisationId: viewer.organisationId, id: Number(userId) } },
          select: { name: true },
        })
      : null
  const opener = other?.name ? `in ${other.name}’s session` : 'from another account'
  return `You are signed in as ${viewer.name} now; this form was opened ${opener}. Nothing was stored.`
}

/** The longest text that is sent back; a table of candidates is still in its file. */
const SHOWN = 20_000
const MACHINERY = ['intent', 'writeKey', 'token', 'username', 'seen', ...SECRET]
const NUMBER_OR_KEY = /^[\d.:-]*$|^[\da-f-]{32,}$/i

/** What a person may have typed or chosen, by the names of the fields; neither secrets nor keys and numbers. */
function textsOf(form: FormData): OtherAccount['sent'] {
  return [...form].flatMap(([name, value]) => {
    if (typeof value !== 'string' || MACHINERY.includes(name) || NUMBER_OR_KEY.test(value)) return []
    const text = value.length > SHOWN ? `${value.slice(0, SHOWN)} … (the first ${SHOWN} characters)` : value
    return [{ label: labelOf(name), text }]
  })
}

/** `overrideReason` as "Override reason". */
function labelOf(name: string): string {
  const words = name.replace(/[[\]._-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')
  const text = words.trim().toLowerCase().slice(0, 80)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
