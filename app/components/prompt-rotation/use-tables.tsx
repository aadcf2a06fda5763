import { Link } from '@remix-run/react'
import { count, whole } from '~/components/format'
import { Tag } from '~/components/ui/bits'
import { Note } from '~/components/ui/message'
import { Table, TableScroll, Th } from '~/components/ui/table'
import { causeNames } from '~/domain/prompt-rotation/causes'
import { monthName } from '~/domain/prompt-rotation/months'
import type { PromptUseLine, RotationView } from '~/domain/prompt-rotation/view'
import { paths } from '~/paths'
import { MonthBars } from './month-bars'

/** How often the prompts of a kit were used: for each kind a table with one drawn column, and the figures by month. */
export function UseTables({ rotation, over }: { rotation: RotationView; over: number }) {
  const { kit, kinds, months, limit } = rotation
  const most = Math.max(1, ...kinds.flatMap(({ prompts }) => prompts.flatMap(({ byMonth }) => byMonth)))
  const [first = '', last = ''] = [months[0], months.at(-1)]
  const span = `${monthName(first)} to ${monthName(last)}`
  return (
    <>
      {over > 0 ? (
        <Note kind="doubt">
          {count(over, 'prompt has', 'prompts have')} been seen by {limit} candidates or more. Open a marked prompt to
          retire it.
        </Note>
      ) : null}
      {kinds.map(({ kind, title, prompts }) => (
        <section className="chapter rotation" key={kind} aria-labelledby={`h-${kind}`}>
          <h2 className="h2" id={`h-${kind}`}>
            {title}
          </h2>
          <Table plain caption={`Use of the prompts: ${title}`}>
            <thead>
              <tr>
                <Th>Prompt</Th>
                <Th className="drawn">
                  Candidates by month, {span}, at most {whole(most)}
                </Th>
                <Th num>Seen by</Th>
                <Th num className="opt">
                  Planned
                </Th>
                <Th className="opt">Last use</Th>
              </tr>
            </thead>
            <tbody>
              {prompts.map((line) => (
                <UseRow key={line.id} kit={kit.id} line={line} most={most} />
              ))}
            </tbody>
          </Table>
          <details>
            <summary>Candidates by month as a table</summary>
            <ByMonth title={title} prompts={prompts} months={months} />
          </details>
        </section>
      ))}
    </>
  )
}

function UseRow({ kit, line, most }: { kit: string; line: PromptUseLine; most: number }) {
  const { id, name, candidates, planned, lastUse, byMonth, retired, overLimit } = line
  return (
    <tr>
      <th scope="row">
        <Link to={paths.kitPrompt(kit, id)}>{name}</Link>
        {retired ? (
          <span className="rotation__state">
            <Tag>retired</Tag>{' '}
            <span className="faint">
              {retired.when}: {causeNames[retired.cause].toLowerCase()}
            </span>
          </span>
        ) : overLimit ? (
          <span className="rotation__state">
            <Tag kind="doubt">retire?</Tag> <span className="faint">reached the limit</span>
          </span>
        ) : null}
      </th>
      <td className="drawn">
        <MonthBars values={byMonth} most={most} faint={retired !== null} />
      </td>
      <td className="num">{whole(candidates)}</td>
      <td className="num opt">{whole(planned)}</td>
      <td className="opt nowrap">{lastUse ?? <span className="faint">never</span>}</td>
    </tr>
  )
}

function ByMonth({
  title,
  prompts,
  months,
}: {
  title: string
  prompts: readonly PromptUseLine[]
  months: readonly string[]
}) {
  return (
    <TableScroll label={`${title}: candidates by month`}>
      <Table plain caption={`${title}: candidates who first saw a prompt, by month`}>
        <thead>
          <tr>
            <Th>Prompt</Th>
            {months.map((month) => (
              <Th num key={month}>
                {monthName(month)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prompts.map(({ id, name, byMonth }) => (
            <tr key={id}>
              <Th scope="row">{name}</Th>
              {byMonth.map((value, at) => (
                <td className="num" key={months[at]}>
                  {whole(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  )
}
