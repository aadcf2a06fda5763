import { createRemixStub } from '@remix-run/testing'
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { buildPacket, type PacketSource } from '~/domain/packet/build-packet'
import { packetView, type PacketView } from '~/domain/packet/packet-view'
import { drawing, source, texts } from '../../../test/setup/packet-source'
import { EvidenceInFull } from './evidence-in-full'
import { Flags } from './flags'
import { NotAssessed } from './not-assessed'
import { Recommendations } from './recommendations'
import { Sensitivity } from './sensitivity'
import { CriterionScores, Disagreements, ScoreSteps, RatingsByInterviewer } from './ratings'
import { PacketDocument } from './packet-document'

const show = (view: PacketView) => {
  const Component = () => (
    <>
      <PacketDocument view={view} crumbs={[{ label: 'Committee' }]} hash={null} />
      <ScoreSteps view={view} />
      <CriterionScores view={view} />
      <RatingsByInterviewer view={view} />
      <Disagreements view={view} />
      <Flags view={view} />
      <NotAssessed view={view} />
      <Sensitivity view={view} />
      <Recommendations view={view} />
      <EvidenceInFull view={view} />
    </>
  )
  const Stub = createRemixStub([{ path: '/', Component }])
  return render(<Stub />)
}
const view = (given: Partial<PacketSource> = {}, erased: number[] = []) =>
  packetView(buildPacket(source(given)), drawing(erased))

test('every level in the matrix leads to its evidence', () => {
  const { container } = show(view())
  const matrix = screen.getByRole('region', { name: 'Ratings by interviewer and criterion' })
  const links = within(matrix).getAllByRole('link')
  expect(links).toHaveLength(2)
  for (const link of links) {
    const id = link.getAttribute('href')!.split('#')[1]!
    expect(container.querySelector(`[id="${id}"]`)).toHaveTextContent('Said so')
  }
})

test('erased words leave their place and the day, levels stay', () => {
  const { container } = show(
    view(
      {},
      texts.map(({ id }) => id),
    ),
  )
  expect(container).not.toHaveTextContent('Said so')
  expect(container).not.toHaveTextContent('Ada Quill')
  expect(screen.getAllByText('Text erased on 21 November 2026').length).toBeGreaterThan(3)
  expect(screen.getByRole('link', { name: /Diagnosis: level 4/ })).toBeInTheDocument()
})

test('before the first run the packet says that there is no score, and draws none', () => {
  const { container } = show(view({ run: null, score: null, rescore: null }))
  expect(container).toHaveTextContent('There is no calibrated score yet')
  expect(container.innerHTML).not.toContain('NaN')
  expect(screen.queryByRole('heading', { name: 'Sensitivity: what would change the outcome' })).toBeNull()
})

test('a slip of the interviewer stands wherever the criterion is shown, and moves no figure', () => {
  const cards = source().scorecards
  const slipped = (level: 2 | null) =>
    view({
      scorecards: [
        {
          ...cards[0]!,
          versions: [
            {
              ...cards[0]!.versions[0]!,
              ratings: [{ ...cards[0]!.versions[0]!.ratings[0]!, level, slips: ['asked-early', 'hint-given'] }],
            },
          ],
        },
        cards[1]!,
      ],
    })
  const rated = slipped(2)
  expect(rated.score).toEqual(view().score)
  expect(rated.criteria).toEqual(view().criteria)
  const { unmount } = show(rated)
  expect(screen.getAllByText(/asked early, hint given\. It does not count against the candidate/)).toHaveLength(2)
  unmount()
  show(slipped(null))
  const unseen = screen.getByRole('table', { name: 'What was not assessed' })
  expect(unseen).toHaveTextContent('asked early, hint given')
})
