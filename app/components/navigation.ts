import { holdsRole, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { paths } from '~/paths'
import type { NavItem } from './ui/frame'

/** What the bar shows: what the viewer's roles need and nothing else. */
export function navigation(viewer: Viewer): NavItem[] {
  const items: (NavItem | false)[] = [
    { label: 'Dashboard', to: paths.home(), key: 'd' },
    mayAnywhere(viewer, 'read-job') && { label: 'Jobs', to: paths.jobs(), also: ['/applications'], key: 'j' },
    mayAnywhere(viewer, 'read-candidate') && { label: 'Candidates', to: paths.candidates(), key: 'c' },
    mayAnywhere(viewer, 'interview') && {
      label: 'My interviews',
      to: paths.interviews(),
      also: ['/scorecards'],
      key: 'i',
    },
    (holdsRole(viewer, 'committee_member') || mayAnywhere(viewer, 'read-packet')) && {
      label: 'Committee',
      to: paths.committee(),
      also: ['/packets'],
      key: 'v',
    },
    { label: 'Kits', to: paths.kits(), also: ['/own-kits'], key: 'k' },
    mayAnywhere(viewer, 'read-calibration') && { label: 'Calibration', to: paths.calibration(), key: 'l' },
    mayAnywhere(viewer, 'manage-people') && {
      label: 'Administration',
      to: paths.people(),
      also: ['/audit'],
      key: 'a',
    },
  ]
  return items.filter((item) => item !== false)
}
