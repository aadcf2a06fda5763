import { at, textAt, type Path } from '~/domain/kit-draft/content'
import { DraftChoice, DraftItems, usePart } from './part-form'

export type Choice = readonly [value: string, label: string]

type ChosenItemsProps = { path: Path; title: string; item: string; options: readonly Choice[] }

/** A list whose items are chosen among other parts of the kit. One that the kit does not have stands there under its id. */
export function ChosenItems({ path, title, item, options }: ChosenItemsProps) {
  const { node } = usePart()
  const label = (key: string) => {
    const id = textAt(at(node, [...path, key]), [])
    return id === '' || options.some(([value]) => value === id) ? [] : [[id, `${id} (not in this kit)`] as const]
  }
  return (
    <DraftItems path={path} title={title} item={item} compact>
      {(key, number) => (
        <DraftChoice
          path={[...path, key]}
          label={`${title}, ${number}`}
          hideLabel
          options={[...label(key), ...options]}
        />
      )}
    </DraftItems>
  )
}
