import { createRemixStub } from '@remix-run/testing'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { servedKits } from '~/platform/rubric-store.server'
import { at, isBlock, isEntries, isItems, toContent, type Block, type Node } from '~/domain/kit-draft/content'
import { PARTS } from '~/domain/kit-draft/new-in-ours'
import { serveKits } from '../../../test/setup/kits'
import { PartFields } from './part-form'
import { RoleFields } from './role-fields'

/** Given when the kit is begun and when it is published. */
const FIXED = ['id', 'version']

function leaves(node: Node, path: string[]): string[] {
  if (isItems(node)) return node['#'].flatMap(([key, item]) => leaves(item, [...path, key]))
  if (isEntries(node)) return node['##'].flatMap(([key, entry]) => leaves(entry, [...path, key]))
  if (isBlock(node)) return Object.entries(node).flatMap(([field, inner]) => leaves(inner, [...path, field]))
  return [path.join('/')]
}

test('the page of the role has a field for everything that our kits say of theirs', async () => {
  await serveKits()
  for (const { kit } of servedKits()) {
    const content = toContent(kit)
    const role: Block = Object.fromEntries(
      Object.entries(content).filter(([field]) => !PARTS.some((one) => one === field)),
    )
    const Stub = createRemixStub([
      {
        path: '/',
        Component: () => (
          <PartFields base={[]} node={role} problems={[]} locked={false}>
            <RoleFields
              kitId={1}
              criteria={[]}
              weights={[{ key: 'sizing', name: 'Sizing', weights: ['1', '2', '3'] }]}
            />
          </PartFields>
        ),
      },
    ])
    const { container, unmount } = render(<Stub />)
    const names = [...container.querySelectorAll('[name^="set:"]')].map((one) => one.getAttribute('name') ?? '')
    const places = new Set(names.map((name) => name.split(':').slice(2).join(':')))
    expect(leaves(role, []).filter((leaf) => !places.has(leaf))).toEqual(FIXED)
    expect(at(role, ['lines'])).toBeDefined()
    unmount()
  }
}, 60_000)
