import type { Kit, KitInterview, Prompt } from '~/domain/kit/schema'
import type { Tx } from '~/platform/db.server'

type Asked = { organisationId: number; interviewId: number; kit: Kit }
type Reader = Pick<Tx, 'interviewPrompt'>

/** The prompts that an interview uses, in order, as they are recorded. */
export async function promptsInUse(reader: Reader, { organisationId, interviewId, kit }: Asked): Promise<Prompt[]> {
  const rows = await reader.interviewPrompt.findMany({
    where: { organisationId, interviewId, replacedAt: null },
    select: { prompt: true },
    orderBy: { position: 'asc' },
  })
  return rows.flatMap(({ prompt }) => kit.prompts.filter(({ id }) => id === prompt))
}

/** The prompts from which an interview may choose, in the kit's order. */
export const promptsOfKind = (kit: Kit, asked: KitInterview): Prompt[] =>
  kit.prompts.filter(({ kind }) => kind === asked.prompts?.kind)
