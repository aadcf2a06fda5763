import { useEditor } from './editor-state'

/**
 * Hidden fields of every form that changes a draft: the draft that its page shows, so that none changes a later one, and a
 * key by which the same send twice is stored once.
 */
export function SendFields({ clientKey }: { clientKey: string }) {
  const { draft } = useEditor()
  return (
    <>
      {draft === null ? null : <input type="hidden" name="draft" value={draft} />}
      <input type="hidden" name="clientKey" value={clientKey} />
    </>
  )
}
