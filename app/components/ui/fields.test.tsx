import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { RECOMMENDATIONS, recommendationLabels } from '~/domain/scorecard/levels'
import { Choice } from './choice'
import { TextArea, TextField } from './field'
import { FormError, useErrorFocus, type FieldErrors } from './form'
import { LevelCards } from './level-cards'
import { Marked, Prose } from './marked'

describe('fields', () => {
  test('help and error describe the control, the error first', () => {
    render(<TextField label="Bar" name="bar" help="From 1 to 4." error="The scale ends at 4." />)
    const bar = screen.getByRole('textbox', { name: 'Bar' })
    expect(bar).toBeInvalid()
    expect(bar).toHaveAccessibleDescription('The scale ends at 4. From 1 to 4.')
  })

  test('a field without an error is not marked', () => {
    render(<TextArea label="Reasons" name="reasons" />)
    expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-invalid')
    expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-describedby')
  })

  test('a choice without a value chooses nothing', () => {
    render(
      <Choice
        legend="Recommendation"
        name="recommendation"
        options={RECOMMENDATIONS.map((value) => ({ value, label: recommendationLabels[value] }))}
      />,
    )
    for (const radio of screen.getAllByRole('radio')) expect(radio).not.toBeChecked()
  })

  test('level cards take the level as words and digit, and not assessed as a real choice', () => {
    render(
      <LevelCards
        name="diagnosis"
        label="Diagnosis"
        defaultValue="na"
        anchors={[{ level: 1, text: 'Acts **first**.' }]}
      />,
    )
    expect(screen.getByRole('radio', { name: /^level ?1 ?Acts first/ })).not.toBeChecked()
    expect(screen.getByRole('radio', { name: /Not assessed/ })).toBeChecked()
  })
})

function BarForm({ errors, whole }: { errors: FieldErrors | null; whole?: string }) {
  const form = useErrorFocus(errors)
  return (
    <form ref={form}>
      <FormError>{whole}</FormError>
      <TextField label="Name" name="name" />
      <TextField label="Bar" name="bar" error={errors?.bar} />
    </form>
  )
}

describe('focus after a refused form', () => {
  test('goes to the first field in error', () => {
    const { rerender } = render(<BarForm errors={null} />)
    expect(document.body).toHaveFocus()
    rerender(<BarForm errors={{ bar: 'The scale ends at 4.' }} />)
    expect(screen.getByRole('textbox', { name: 'Bar' })).toHaveFocus()
  })

  test('goes to the message when no field is at fault', () => {
    const { rerender } = render(<BarForm errors={null} />)
    rerender(<BarForm errors={{ '': 'The job is closed.' }} whole="The job is closed." />)
    expect(screen.getByRole('alert')).toHaveFocus()
  })
})

describe('marked words', () => {
  test('are strong; an open mark and HTML stay as written', () => {
    const { container } = render(<Marked>{'a **b c** d ** <i>e</i>'}</Marked>)
    expect(container.innerHTML).toBe('a <strong>b c</strong> d ** &lt;i&gt;e&lt;/i&gt;')
  })

  test('prose keeps paragraphs and lists, and joins broken lines', () => {
    const { container } = render(<Prose className={null}>{'One\ntwo.\n\n- a\n  b\n- **c**\n\n1. x\n2. y'}</Prose>)
    expect(container.innerHTML).toBe(
      '<div><p>One two.</p><ul><li>a b</li><li><strong>c</strong></li></ul><ol><li>x</li><li>y</li></ol></div>',
    )
  })
})
