import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'
import type { EditedKit } from './contents'
import type { EditorState } from './send-draft'

type Editor = {
  /** The draft that the page shows; null where there is none. */
  draft: number | null
  /** Whether the viewer has something to undo or redo in this draft. */
  undo: boolean
  redo: boolean
  onSaved: (state: EditorState) => void
}

const EditorContext = createContext<Editor>({ draft: null, undo: false, redo: false, onSaved: () => {} })
export const useEditor = () => useContext(EditorContext)

type ProviderProps<Kit> = { kit: Kit; children: (kit: Kit) => ReactNode }

/** The kit as the frame shows it: as it was loaded, and what was saved on its pages since then. */
export function EditorProvider<Kit extends EditedKit>({ kit, children }: ProviderProps<Kit>) {
  const [saved, setSaved] = useState<{ after: Kit; state: EditorState } | null>(null)
  const state = saved?.after === kit ? saved.state : null
  const onSaved = useCallback((state: EditorState) => setSaved({ after: kit, state }), [kit])
  const { undo, redo } = state ?? kit.draft ?? { undo: false, redo: false }
  const shown = state && kit.draft ? { ...kit, parts: state.parts, draft: { ...kit.draft, ...flags(state) } } : kit
  return (
    <EditorContext.Provider value={{ draft: kit.draft?.id ?? null, undo, redo, onSaved }}>
      {children(shown)}
    </EditorContext.Provider>
  )
}

const flags = ({ problems, undo, redo }: EditorState) => ({ problems, undo, redo })
