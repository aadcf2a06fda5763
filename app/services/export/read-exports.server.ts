import { EXPORTS, exportsOf } from '~/domain/export/exports'
import { type ArchiveOffer } from '~/domain/archive/offer'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { holdsSealedVotes } from '../decision/sealed-votes.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { jobsVisible } from '../scope.server'

/** The exports that the viewer may have, with their columns and the jobs to which each can be limited. */
export async function readExports(viewer: Viewer) {
  const exports = []
  for (const name of exportsOf(viewer)) {
    const { title, about, act, byJob, columns } = EXPORTS[name]
    const jobs = byJob
      ? await db().job.findMany({
          where: jobsVisible(viewer, act),
          select: { id: true, name: true },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        })
      : null
    exports.push({ name, title, about, columns, jobs })
  }
  return { exports, archive: await archiveOffer(viewer) }
}

/**
 * Whether the viewer may have the archive of the whole organisation, which knows no blindness: not while an application
 * is withheld from them, nor while committee votes are sealed. null: their role does not include it.
 */
export async function archiveOffer(viewer: Viewer): Promise<ArchiveOffer | null> {
  if (!mayAnywhere(viewer, 'export-organisation')) return null
  if ((await withheldApplicationIds(viewer)).length > 0) return 'withheld'
  return (await holdsSealedVotes(viewer.organisationId)) ? 'sealed' : 'offered'
}
