import { Link, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '~/paths'

export type Parts = {
  id: string
  versionId: number | null
  criteria: { id: string; name: string }[]
  interviews: { id: string; name: string; minutes: number }[]
  promptKinds: { kind: string; title: string; prompts: { id: string; name: string }[] }[]
  caseGroups: { interview: string; cases: { id: string; name: string }[] }[]
}

/** What a kit holds, part by part, with the part that is open unfolded. */
export function Contents({ kit }: { kit: Parts }) {
  const { id, versionId: version } = kit
  const home = paths.kit(id, version)
  const { pathname } = useLocation()
  const within = (part: string) => pathname.startsWith(`${paths.kit(id)}/${part}/`)
  return (
    <ol className="plainlist">
      <Entry to={`${home}#top`}>The role</Entry>
      <Entry to={`${home}#need`}>What the team needs</Entry>
      <Group name="Criteria" to={`${home}#criteria`} open={pathname === paths.kit(id)}>
        {kit.criteria.map((one) => (
          <Entry key={one.id} to={`${home}#${one.id}`}>
            {one.name}
          </Entry>
        ))}
      </Group>
      <Entry to={`${home}#flags`}>Red flags</Entry>
      <Group name="Interviews" to={`${home}#interviews`} open={within('interviews')}>
        {kit.interviews.map((one) => (
          <Entry key={one.id} to={paths.kitInterview(id, one.id, version)}>
            {one.name}, {one.minutes}&nbsp;min
          </Entry>
        ))}
      </Group>
      <Group name="Prompts" to={`${home}#prompts`} open={within('prompts')}>
        {kit.promptKinds.map(({ kind, title, prompts }) => (
          <li key={kind}>
            <span className="label">{title}</span>
            <ol className="plainlist">
              {prompts.map((one) => (
                <Entry key={one.id} to={paths.kitPrompt(id, one.id, version)}>
                  {one.name}
                </Entry>
              ))}
            </ol>
          </li>
        ))}
      </Group>
      <Group name="Calibration cases" to={`${home}#cases`} open={within('cases')}>
        {kit.caseGroups.map(({ interview, cases }) => (
          <li key={interview}>
            <span className="label">{interview}</span>
            <ol className="plainlist">
              {cases.map((one) => (
                <Entry key={one.id} to={paths.kitCase(id, one.id, version)}>
                  {one.name}
                </Entry>
              ))}
            </ol>
          </li>
        ))}
      </Group>
      <Entry to={paths.kitChanges(id, version)}>What changed</Entry>
    </ol>
  )
}

function Entry({ to, children }: { to: string; children: ReactNode }) {
  const { pathname, hash } = useLocation()
  const [path = '', place = ''] = to.split('#')
  const here = path.split('?')[0] === pathname && (place === '' || `#${place}` === hash)
  return (
    <li>
      <Link
        to={to}
        prefetch={place ? 'none' : 'intent'}
        aria-current={here ? (place ? 'location' : 'page') : undefined}
      >
        {children}
      </Link>
    </li>
  )
}

type GroupProps = { name: string; to: string; open: boolean; children: ReactNode }

function Group({ name, to, open, children }: GroupProps) {
  return (
    <li>
      <details open={open}>
        <summary>{name}</summary>
        <ol className="plainlist">
          <Entry to={to}>All of them</Entry>
          {children}
        </ol>
      </details>
    </li>
  )
}
