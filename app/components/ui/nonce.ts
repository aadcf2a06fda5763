import { createContext } from 'react'

/** The content policy's nonce while the server renders; the browser hides it, so it is undefined there. */
export const NonceContext = createContext<string | undefined>(undefined)
