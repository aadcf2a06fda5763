/** Hidden fields that say which draft a page showed, and in which state: what is done with another one is refused. */
export function ShownDraft({ draft }: { draft: { id: number; revision: number } }) {
  return (
    <>
      <input type="hidden" name="draft" value={draft.id} />
      <input type="hidden" name="revision" value={draft.revision} />
    </>
  )
}
