import { expect, test } from 'vitest'
import { readTheme, themeCookie } from './theme'

test.each([
  ['assay_theme=dark', 'dark'],
  ['a=b; assay_theme=light; c=d', 'light'],
  ['assay_theme=purple', 'system'],
  ['xassay_theme=dark', 'system'],
  ['', 'system'],
  [null, 'system'],
] as const)('the cookie header %j asks for the theme %s', (header, theme) => expect(readTheme(header)).toBe(theme))

test('the cookie is secure where the origin is', () => {
  expect(themeCookie('dark', true)).toMatch(/; Secure$/)
  expect(themeCookie('dark', false)).not.toContain('Secure')
})
