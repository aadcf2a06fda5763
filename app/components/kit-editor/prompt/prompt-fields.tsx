import type { ReactNode } from 'react'
import { Section, SectionLinks } from '../sections'
import { GoodAnswers, SoundsLike } from './answers'
import { PromptBasics, type PromptChoices } from './basics'
import { CheckSheet } from './check-sheet'
import { Facts, Givens } from './facts'
import { PromptFiles, RolePlays } from './role-plays'
import { Stages } from './stages'

const SECTIONS = [
  ['about', 'About'],
  ['handed', 'Figures, exhibits and files'],
  ['facts', 'Hidden facts'],
  ['course', 'Stages and people'],
  ['sheet', 'Check sheet'],
  ['answers', 'Good and mistaken answers'],
  ['levels', 'What levels sound like'],
] as const

/** Every field of a prompt apart from its exhibits and its generator, which have pages of their own. */
export function PromptFields({ choices, exhibits }: { choices: PromptChoices; exhibits: ReactNode }) {
  const contents: Record<(typeof SECTIONS)[number][0], ReactNode> = {
    about: <PromptBasics choices={choices} />,
    handed: (
      <>
        <Givens />
        {exhibits}
        <PromptFiles />
      </>
    ),
    facts: <Facts />,
    course: (
      <>
        <Stages />
        <RolePlays />
      </>
    ),
    sheet: <CheckSheet facts={choices.facts} />,
    answers: <GoodAnswers />,
    levels: <SoundsLike criteria={choices.criteria} />,
  }
  return (
    <>
      <SectionLinks label="Parts of the prompt" sections={SECTIONS} />
      {SECTIONS.map(([id, name]) => (
        <Section key={id} id={id} name={name}>
          {contents[id]}
        </Section>
      ))}
    </>
  )
}
