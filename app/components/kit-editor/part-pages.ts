import { PARTS } from '~/domain/kit-draft/new-in-ours'
import { paths } from '~/paths'

/** The page on which a place of a draft is edited; null where it has none. */
export function pageOf(kitId: number, [kind, key, list, item]: readonly string[]): string | null {
  if (!PARTS.some((part) => part === kind)) return paths.ownKitRole(kitId)
  if (key === undefined) return null
  switch (kind) {
    case 'criteria':
      return paths.ownKitCriterion(kitId, key)
    case 'interviews':
      return paths.ownKitInterview(kitId, key)
    case 'red_flags':
      return paths.ownKitFlag(kitId, key)
    case 'prompts':
      if ((list === 'handed_out' || list === 'on_request') && item !== undefined)
        return paths.ownKitExhibit(kitId, key, list, item)
      return list === 'generator' ? paths.ownKitGenerator(kitId, key) : paths.ownKitPrompt(kitId, key)
    case 'calibration_cases':
      return paths.ownKitCase(kitId, key)
    default:
      return null
  }
}
