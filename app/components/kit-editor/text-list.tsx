import type { Path } from '~/domain/kit-draft/content'
import { DraftItems, DraftText } from './part-form'

/** A list of sentences. */
export function TextList({ path, title, item }: { path: Path; title: string; item: string }) {
  return (
    <DraftItems path={path} title={title} item={item} compact>
      {(key, number) => <DraftText path={[...path, key]} label={`${title}, ${number}`} hideLabel rows={1} />}
    </DraftItems>
  )
}
