import type { Tx } from '~/platform/db.server'

type Reader = Pick<Tx, 'promptRetirement'>

/** The retirements in force of a kit's prompts, by prompt id. */
export async function retiredPrompts(reader: Reader, organisationId: number, kit: string) {
  const rows = await reader.promptRetirement.findMany({
    where: { organisationId, kit, restoredAt: null },
    select: {
      id: true,
      prompt: true,
      cause: true,
      reason: true,
      retiredAt: true,
      retiredBy: { select: { name: true } },
    },
    orderBy: { id: 'asc' },
  })
  return new Map(rows.map((row) => [row.prompt, row]))
}

export type Retirement = NonNullable<ReturnType<Awaited<ReturnType<typeof retiredPrompts>>['get']>>
