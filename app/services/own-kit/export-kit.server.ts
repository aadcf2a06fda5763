import { Buffer } from 'node:buffer'
import { ZipFile } from 'yazl'
import { kitFiles } from '~/domain/kit/kit-files'
import type { Kit } from '~/domain/kit/schema'
import { decode, type Block } from '~/domain/kit-draft/content'
import { inReadingOrder } from '~/domain/kit-draft/reading-order'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { currentKit } from '../kit/current-kit.server'
import { findOwnKit } from './find-own-kit.server'

/** An own kit as the zip of a folder like those under `rubrics/`: its draft, or its newest version. */
export async function exportKit(viewer: Viewer, kitId: number, which: 'draft' | 'version') {
  const found = await findOwnKit(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { organisationId } = viewer
  const { key } = found.value
  const kit =
    which === 'draft' ? await draftOf(organisationId, kitId) : (await currentKit(db(), organisationId, key))?.kit
  if (!kit) return fail({ code: 'KIT_NOT_FOUND' })
  const zip = new ZipFile()
  const mtime = new Date(Date.UTC(1980, 0, 1))
  for (const [file, text] of kitFiles(which === 'draft' ? kit : inReadingOrder(kit)))
    zip.addBuffer(Buffer.from(text), `${key}/${file}`, { mtime, forceDosTimestamp: true })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk)
  return ok({ name: `${key}${which === 'draft' ? '-draft' : `-${kit.version}`}.zip`, bytes: Buffer.concat(chunks) })
}

async function draftOf(organisationId: number, organisationKitId: number): Promise<Kit | null> {
  const draft = await db().kitDraft.findUnique({
    where: { organisationId_organisationKitId: { organisationId, organisationKitId } },
    select: { content: true },
  })
  return draft && (decode(JSON.parse(draft.content) as Block) as Kit)
}
