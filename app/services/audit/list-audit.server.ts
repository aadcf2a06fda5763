import { describeAct, describeDetail, peopleInDetail } from '~/domain/audit/describe-entry'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import type { Prisma } from '~/generated/prisma/client.ts'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { readVerification } from './read-verification.server'

const PAGE = 50
/** What a packet’s entry says of its run, and the hash over it: both move with submissions elsewhere. */
const RUN_DETAIL = ['run', 'hash']

/**
 * The newest entries, or those before a number. A viewer who is blind anywhere sees nothing of those applications or of the
 * runs they feed, and no numbers, totals or hashes, only whether the chain is whole. One who is recused from applications
 * sees nothing of those.
 */
export async function listAudit(viewer: Viewer, before: number | null) {
  const { timeZone } = viewer
  const { where, numbered } = await auditVisible(viewer)
  const entries = await db().auditEntry.findMany({
    where: { ...where, ...(before && numbered ? { number: { lt: before } } : {}) },
    include: { actor: { select: { name: true } } },
    orderBy: { number: 'desc' },
    take: PAGE + 1,
  })
  const page = entries.slice(0, PAGE)
  const described = await describeEntries(viewer, page, numbered)
  return {
    verification: await readVerification(viewer, !numbered),
    numbered,
    entries: described.map(({ entry, ...words }, position) => ({
      key: position,
      number: numbered ? entry.number : null,
      hash: numbered ? entry.hash.slice(0, 8) : null,
      at: shortDayAndTime(entry.at, timeZone),
      ...words,
    })),
    // Entry numbers are moved by colleagues' submissions, so a viewer who is blind anywhere gets one page, and may not
    // ask for the entries before a number of their choice either.
    older: numbered && entries.length > PAGE ? mustExist(page.at(-1), 'last entry of the page').number : null,
  }
}

/** The entries that the viewer may read, and whether their numbers and hashes may be shown. */
export async function auditVisible(viewer: Viewer) {
  const { organisationId } = viewer
  const blind = await blindApplicationIds(viewer)
  const withheld = await withheldApplicationIds(viewer)
  return {
    numbered: blind.length === 0,
    where: {
      organisationId,
      ...(withheld.length > 0 ? { OR: [{ applicationId: null }, { applicationId: { notIn: withheld } }] } : {}),
      ...(blind.length > 0 ? { NOT: { act: { startsWith: 'calibration.' } } } : {}),
    } satisfies Prisma.AuditEntryWhereInput,
  }
}

/** Entries in words, as the viewer may call their people: a fixed number of queries. */
export async function describeEntries<Given extends Entry & WhoDid>(
  viewer: Viewer,
  entries: readonly Given[],
  numbered: boolean,
) {
  const names = await namesOf(viewer, entries)
  return entries.map((entry) => ({
    entry,
    who: entry.actorId === null ? 'Assay' : (entry.actor?.name ?? 'Erased'),
    ...describeAct(entry.act, names.subject(entry)),
    detail: describeDetail(entry.detail, { hidden: numbered ? [] : RUN_DETAIL, nameOf: names.user }),
  }))
}

type WhoDid = { act: string; actorId: number | null; actor: { name: string | null } | null }
type Entry = { subjectType: string; subjectId: number; applicationId: number | null; detail: string }

/** How the viewer may call the people of these entries: three queries, whatever the entries are about. */
async function namesOf(viewer: Viewer, entries: readonly Entry[]) {
  const { organisationId } = viewer
  const subjects = (type: string) => entries.flatMap((one) => (one.subjectType === type ? [one.subjectId] : []))
  const within = (ids: readonly number[]) => ({ organisationId, id: { in: [...new Set(ids)] } })
  const users = await db().user.findMany({
    where: within([...subjects('user'), ...entries.flatMap(({ detail }) => peopleInDetail(detail))]),
    select: { id: true, name: true },
  })
  const applications = await db().application.findMany({
    where: within(entries.flatMap(({ applicationId }) => applicationId ?? [])),
    select: {
      id: true,
      candidate: { select: { id: true, name: true } },
      job: { select: { id: true, confidential: true, namesHidden: true } },
    },
  })
  const candidates = await db().candidate.findMany({
    where: within(subjects('candidate')),
    select: { id: true, name: true },
  })
  const names = await candidateNames(viewer)
  const userOf = new Map(users.map(({ id, name }) => [id, name]))
  const candidateOf = new Map(candidates.map((one) => [one.id, names.labelAnywhere(one)]))
  const candidateIn = new Map(applications.map(({ id, candidate, job }) => [id, names.label(candidate, job)]))
  return {
    user: (id: number) => userOf.get(id) ?? null,
    subject: ({ subjectType: type, subjectId: id, applicationId }: Entry) => ({
      type,
      id,
      name: (type === 'user' ? userOf : type === 'candidate' ? candidateOf : null)?.get(id) ?? null,
      candidate: applicationId === null ? null : (candidateIn.get(applicationId) ?? null),
    }),
  }
}
